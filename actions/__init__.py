"""What Rasa calls: one thin action, its server, nothing else."""
