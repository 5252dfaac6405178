"""Proof by simulation: people with known positions speak, and what the working model makes of it is compared with the truth."""
