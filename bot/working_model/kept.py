"""A statement once it is kept: who said it about whom, when, in answer to what, and whether it still counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.working_model.identity import ConversationId, EpisodeId, KnownPersonId, MessageId, StatementId
from bot.working_model.person import Tie
from bot.working_model.statement import Coping, Statement


class Standing(StrEnum):
    """Whether a statement counts: live; contested by the person ("that's not right"); removed by them."""

    LIVE = "live"
    CONTESTED = "contested"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A statement with its provenance. `about` is None for `others` and `self`.

    `number` counts the person's statements from 1. `true_these_days` is the person's answer to "how true is this these days?",
    0 (not at all) to 4 (very), None where not asked. `folded` quotes (disclosures of harm) are shown only on request.
    `episode_id` groups statements of one told episode, which are not independent evidence.

    What the person said of the reading itself: `is_over` ("not any more"), `reworded` (the line in their own words),
    `not_about` (people, as keys of the model, whom they said it is not about), `echo_of` (the statement whose words and reading
    it repeats, and which was set aside: what was said not to be so is not brought back by being read again).
    """

    id: StatementId
    number: int
    message_id: MessageId
    conversation_id: ConversationId
    said_at_utc: datetime
    statement: Statement
    about: KnownPersonId | None = None
    tie: Tie = Tie.CURRENT
    episode_id: EpisodeId | None = None
    standing: Standing = Standing.LIVE
    true_these_days: int | None = None
    folded: bool = False
    is_over: bool = False
    reworded: str | None = None
    not_about: tuple[str, ...] = ()
    echo_of: StatementId | None = None


@dataclass(frozen=True, slots=True)
class KeptCoping:
    """A way of coping with its provenance."""

    number: int
    message_id: MessageId
    conversation_id: ConversationId
    said_at_utc: datetime
    coping: Coping
    about: KnownPersonId | None = None
    episode_id: EpisodeId | None = None
    standing: Standing = Standing.LIVE


class Source(StrEnum):
    """What the words of a quote are: those of a statement, of a way of coping, of a wish, or of a part of a small step."""

    STATEMENT = "statement"
    WAY = "way"
    WISH = "wish"
    PLAN = "plan"
    EXPECTED = "expected"
    HAPPENED = "happened"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words behind a summary line, resolved when read: the text, the message they stand in and the question it answered.

    `text` is "removed by you" once the person has removed the statement. `statement_id` is an id of its own where the words are no
    statement's (`source` says whose they are).
    """

    statement_id: StatementId
    message_id: MessageId
    text: str
    question: str
    said_at_utc: datetime
    folded: bool = False
    source: Source = Source.STATEMENT
