"""The process that faces the network: chat API, the page, later the therapist's pages. FastAPI lives here and nowhere else."""
