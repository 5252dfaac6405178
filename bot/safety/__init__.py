"""Safety: the screen every message passes, and what follows from what it finds. Needs no store and no model."""

from bot.safety.helplines import Helplines
from bot.safety.protocol import FixedReplies
from bot.safety.rules import load_rules
from bot.safety.screen import RuleScreen

__all__ = ["FixedReplies", "Helplines", "RuleScreen", "load_rules"]
