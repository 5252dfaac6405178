"""The only code of ours that runs inside Rasa's process (Python 3.10, Rasa's libraries and the standard library alone)."""
