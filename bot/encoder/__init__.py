"""The sentence encoder that the reader and the safety screen are built on: running it (ONNX), and, for training alone, its network (PyTorch)."""
