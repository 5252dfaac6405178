"""What goes in and out over HTTP, as types; unknown fields are refused, and no error repeats what was sent."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.working_model.dialogue import Message
from bot.working_model.person import Tie

LAST: Final = 2**31 - 1  # of a number in any database


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class StartRequest(Shape):
    """Agreement to the consent text of `GET /api/consent`, and the country whose helplines are wanted."""

    agreed: bool = Field(description="The person has read and agrees.")
    of_age: bool = Field(description="The person says they have reached the minimum age.")
    consent_version: str = Field(max_length=40, description="The `version` of the text they were shown.")
    country: str | None = Field(None, max_length=2, description="Two letters, as in GB; optional.")
    language: Literal["en"] = "en"


class SendRequest(Shape):
    """One message: either words, or the id of a choice that a reply offered. `client_id` makes sending again harmless."""

    client_id: str = Field(
        max_length=64, description="The sender's own id for this message: 8 to 64 letters, digits, - or _."
    )
    text: str | None = None
    choice: str | None = Field(None, max_length=64)


_SHOWN = "The `revision` of the summary the person was looking at; a line corrected since is not changed (409)."


class Shown(Shape):
    """What the person was looking at when they pressed a button."""

    revision: int | None = Field(None, ge=0, le=LAST, description=_SHOWN)


class TrueTheseDays(Shown):
    """How true a line is these days: 0 not at all, 4 very; null takes the answer back."""

    value: int | None = Field(ge=0, le=4)


class PersonShape(Shape):
    """Somebody the person talks about. `left_out`: kept off the map and out of patterns and suggestions, for safety."""

    id: str
    name: str
    figure: str
    tie: Tie
    left_out: bool


class TieShape(Shape):
    """How things stand with somebody now."""

    tie: Tie


class Wording(Shape):
    """A line in the person's own words; null takes them back."""

    text: str | None = Field(description="One or two sentences, at most 300 characters.")
    revision: int = Field(ge=0, le=LAST, description=_SHOWN)


class About(Shape):
    """Whom a line is about after all: either the id of someone in the summary's `people`, or whom some words name."""

    person: str | None = Field(None, max_length=64)
    words: str | None = Field(None, description='A role or a name, such as "my stepmother" or "Rosa".')
    revision: int = Field(ge=0, le=LAST, description=_SHOWN)


class ReturnRequest(Shape):
    """The code in any spelling, with or without hyphens."""

    code: str = Field(max_length=100)
    passphrase: str = Field(max_length=500)


class WayBackRequest(Shape):
    """A passphrase of the person's own: 8 characters or more."""

    passphrase: str = Field(max_length=500)


BODIES: Final[tuple[type[Shape], ...]] = (
    StartRequest,
    SendRequest,
    Shown,
    TrueTheseDays,
    Wording,
    About,
    TieShape,
    ReturnRequest,
    WayBackRequest,
)


class ChoiceShape(Shape):
    id: str
    label: str


class MessageShape(Shape):
    """One message of the conversation. `number` is the cursor: fetch what comes after it."""

    id: str
    number: int
    sender: Literal["you", "attune"]
    text: str
    paragraphs: list[str]
    at: str
    kind: str | None = None
    in_reply_to: str | None = None
    client_id: str | None = None
    choices: list[ChoiceShape] = []

    @classmethod
    def of(cls, message: Message) -> MessageShape:
        """A message as its sender or reader may see it: no rules, no levels, no meaning of buttons."""
        reply = message.reply
        return cls(
            id=message.id,
            number=message.number,
            sender="attune" if message.is_reply else "you",
            text=message.text,
            paragraphs=list(reply.paragraphs) if reply else [message.text],
            at=message.at_utc.isoformat(timespec="seconds"),
            kind=reply.kind.value if reply else None,
            in_reply_to=message.in_reply_to,
            client_id=message.client_id,
            choices=[ChoiceShape(id=c.id, label=c.label) for c in reply.choices] if reply else [],
        )


class ConsentShape(Shape):
    version: str
    minimum_age: int
    operator: str
    retention_days: int
    paragraphs: list[str]
    countries: list[str]


class StartResponse(Shape):
    """`token` is shown this once; send it as `Authorization: Bearer ...` from now on."""

    conversation_id: str
    token: str
    messages: list[MessageShape]


class ReturnResponse(Shape):
    """The conversation open again; the token from before opens nothing any more."""

    conversation_id: str
    token: str


class WayBackShape(Shape):
    """`since` when there is a way back; null where there is none."""

    since: str | None


class WayBackResponse(Shape):
    """`code` is shown this once; a code from before opens nothing any more."""

    code: str


class SendResponse(Shape):
    """The message as it was kept, and its reply where there is one yet."""

    message: MessageShape
    reply: MessageShape | None = None
    was_known: bool = False
    erased: bool = False


class MessagesResponse(Shape):
    """`waiting` counts messages not yet answered; `delayed` says that answering needs longer than it should."""

    messages: list[MessageShape]
    waiting: int
    delayed: bool
    in_sight: str | None = Field(None, description="One line of help to keep in sight while there is reason to.")


class ErrorShape(Shape):
    """One clear sentence. `reply` holds what safety demands be said although the message could not be kept."""

    error: str
    reply: list[str] | None = None
