"""A conversation with the protocol alone, and the verdicts it is told."""

from __future__ import annotations

from bot.safety import FixedReplies
from bot.working_model.dialogue import Reply
from bot.working_model.risk import Level, RiskKind, SafetyState, Verdict

NONE = Verdict(Level.NONE)
WATCH = Verdict(Level.WATCH, RiskKind.SELF, ("watch.hopeless",))
CONCERN = Verdict(Level.CONCERN, RiskKind.SELF, ("self.wish-to-die",))
ACUTE = Verdict(Level.ACUTE, RiskKind.SELF, ("self.intent",))
DANGER = Verdict(Level.ACUTE, RiskKind.FROM_SOMEONE, ("from.weapon",))
THROAT = Verdict(Level.ACUTE, RiskKind.FROM_SOMEONE, ("from.strangled",))
VIOLENCE = Verdict(Level.CONCERN, RiskKind.FROM_SOMEONE, ("from.violence",))
HARMED = Verdict(Level.NONE, RiskKind.PAST_HARM, ("history.abuse",))
BEREAVED = Verdict(Level.NONE, RiskKind.BEREAVED, ("history.bereaved",))
ATTEMPT = Verdict(Level.NONE, RiskKind.BEREAVED, ("self.kill-words:history",))


class Talk:
    """A conversation with the protocol alone; `said` is the id of the last reply, None where it was silent."""

    def __init__(self, protocol: FixedReplies, *, language: str = "en") -> None:
        self.protocol, self.language, self.turn, self.state = protocol, language, 0, SafetyState()
        self.reply: Reply | None = None

    def hears(self, verdict: Verdict, text: str = "") -> Talk:
        self.turn += 1
        self.state, self.reply = self.protocol.respond(
            self.state, verdict, text, turn=self.turn, country="GB", language=self.language
        )
        return self

    @property
    def said(self) -> str | None:
        return self.state.said[-1].partition(".")[0] if self.reply is not None else None
