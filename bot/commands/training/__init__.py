"""Training of the network that tells commands from answers; PyTorch is needed here alone."""
