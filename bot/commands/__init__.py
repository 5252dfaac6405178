"""Command or answer, by a small network that sees the question with the reply."""

from bot.commands.classifier import CommandClassifier

__all__ = ["CommandClassifier"]
