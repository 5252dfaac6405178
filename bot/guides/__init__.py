"""Guides and what the program says: the format and its loading, the choice of the next question, the reflection, the replies."""

from bot.guides.book import GuideBook
from bot.guides.replies import CommandReplies

__all__ = ["CommandReplies", "GuideBook"]
