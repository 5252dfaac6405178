"""Trains the screen's classifier: needs PyTorch, which the program itself never loads (`make train-safety`)."""
