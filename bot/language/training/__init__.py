"""Trains the shipped classifier: needs PyTorch, which the program itself never loads (`make train-language`)."""
