"""Attune: a self-hosted conversational reflection companion."""
