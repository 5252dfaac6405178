"""The way to the sealed Rasa server: nothing else in Attune knows Rasa's HTTP."""
