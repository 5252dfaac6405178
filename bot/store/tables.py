"""The tables. In clear stands only what a query needs (ids, numbers, times, states); all that holds or implies words is `sealed`.

`sealed` columns are AES-256-GCM under the person's own key (`sealing.py`). A row class never leaves this package: `mapping.py` joins
it with the domain's values. Every change here needs a migration; a test compares the two.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from bot.store.columns import UtcDateTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The root of all row classes."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[type, TypeEngine[Any]]] = {
        datetime: UtcDateTime(),
        bytes: LargeBinary(),
        str: String(64),
        bool: Boolean(create_constraint=False),
    }


def _person() -> Mapped[str]:
    return mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))


class PersonRow(Base):
    """Someone who talks with Attune. The `last_*` counters hand out numbers within the person."""

    __tablename__ = "persons"
    id: Mapped[str] = mapped_column(primary_key=True)
    created_at_utc: Mapped[datetime]
    last_known: Mapped[int] = mapped_column(default=0)
    last_declined: Mapped[int] = mapped_column(default=0)
    last_statement: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes]


class PersonKeyRow(Base):
    """The person's key, wrapped by the master key whose fingerprint is `master`. Without this row nothing of theirs can be read."""

    __tablename__ = "person_keys"
    person_id: Mapped[str] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    master: Mapped[str]
    wrapped: Mapped[bytes]


class ConsentRow(Base):
    """One thing agreed to or taken back. Holds no words of the person, and is kept in clear as the record of it."""

    __tablename__ = "consents"
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    person_id: Mapped[str] = _person()
    kind: Mapped[str]
    version: Mapped[str]
    given: Mapped[bool]
    at_utc: Mapped[datetime]
    __table_args__ = (Index(None, "person_id"),)


class DeclinedTopicRow(Base):
    """What the person asked never to be asked about."""

    __tablename__ = "declined_topics"
    person_id: Mapped[str] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]


class KnownPersonRow(Base):
    """Someone the person talks about."""

    __tablename__ = "known_people"
    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = _person()
    number: Mapped[int]
    sealed: Mapped[bytes]
    __table_args__ = (UniqueConstraint("person_id", "number"),)


class ConversationRow(Base):
    """A conversation. The lease says which process works on its messages now; `last_number` hands out message numbers."""

    __tablename__ = "conversations"
    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = _person()
    token_sha256: Mapped[str] = mapped_column(unique=True)
    started_at_utc: Mapped[datetime]
    last_at_utc: Mapped[datetime]
    version: Mapped[int]
    last_number: Mapped[int] = mapped_column(default=0)
    lease_holder: Mapped[str | None]
    lease_until_utc: Mapped[datetime | None]
    sealed: Mapped[bytes]
    __table_args__ = (Index(None, "person_id"),)


class MessageRow(Base):
    """A message, in or out. `is_waiting` is true for a message in that has no reply yet; `client_hash` is keyed by the person's key."""

    __tablename__ = "messages"
    id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    number: Mapped[int]
    is_reply: Mapped[bool]
    is_waiting: Mapped[bool]
    at_utc: Mapped[datetime]
    client_hash: Mapped[bytes | None]
    in_reply_to: Mapped[str | None] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), unique=True)
    sealed: Mapped[bytes]
    __table_args__ = (
        UniqueConstraint("conversation_id", "number"),
        UniqueConstraint("conversation_id", "client_hash"),
        # Small however many messages there are: it holds only what still waits for a reply.
        Index(
            "ix_messages_waiting",
            "conversation_id",
            "number",
            sqlite_where=text("is_waiting IS 1"),
            postgresql_where=text("is_waiting IS true"),
        ),
    )


SET_ASIDE = "(standing <> 'live' OR is_moved)"


class StatementRow(Base):
    """A statement with its provenance; theme, figure, name and all labels are sealed. `is_moved`: the person said it is not about
    whom it was read to be about.
    """

    __tablename__ = "statements"
    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = _person()
    number: Mapped[int]
    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    conversation_id: Mapped[str]
    said_at_utc: Mapped[datetime]
    episode_id: Mapped[str | None]
    standing: Mapped[str]
    is_moved: Mapped[bool] = mapped_column(server_default=false())
    sealed: Mapped[bytes]
    __table_args__ = (
        UniqueConstraint("person_id", "number"),
        Index(None, "message_id"),
        Index(None, "person_id", "episode_id"),
        # Small however much was said: every turn looks here, lest what was said not to be so comes back.
        Index(
            "ix_statements_set_aside",
            "person_id",
            "number",
            sqlite_where=text(SET_ASIDE),
            postgresql_where=text(SET_ASIDE),
        ),
    )


class CopingRow(Base):
    """A way of coping with its provenance."""

    __tablename__ = "coping"
    person_id: Mapped[str] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    conversation_id: Mapped[str]
    said_at_utc: Mapped[datetime]
    episode_id: Mapped[str | None]
    standing: Mapped[str]
    sealed: Mapped[bytes]
    __table_args__ = (Index(None, "message_id"),)


class SmallStepRow(Base):
    """A small step somebody takes with them: with whom, which messages hold its words, how sure, what came of it are sealed."""

    __tablename__ = "small_steps"
    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = _person()
    taken_at_utc: Mapped[datetime]
    sealed: Mapped[bytes]
    __table_args__ = (Index(None, "person_id"),)


class WayBackRow(Base):
    """How a person comes back. The code is 80 random bits, so that its plain SHA-256 tells nothing; the passphrase's hash is sealed."""

    __tablename__ = "ways_back"
    person_id: Mapped[str] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    code_sha256: Mapped[str] = mapped_column(unique=True)
    made_at_utc: Mapped[datetime]
    tries: Mapped[int]
    shut_until_utc: Mapped[datetime | None]
    sealed: Mapped[bytes]


class ModelRow(Base):
    """The working model's state as it was last saved."""

    __tablename__ = "models"
    person_id: Mapped[str] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int]
    at_utc: Mapped[datetime]
    sealed: Mapped[bytes]


class RevisionRow(Base):
    """A revision of the working model: written once, never changed."""

    __tablename__ = "revisions"
    person_id: Mapped[str] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at_utc: Mapped[datetime]
    sealed: Mapped[bytes]


class TrackerWindowRow(Base):
    """Rasa's window on a conversation, without text. Rasa's own process writes it (`bot/sealed`); here it is only erased."""

    __tablename__ = "tracker_windows"
    sender_id: Mapped[str] = mapped_column(primary_key=True)
    snapshot: Mapped[str] = mapped_column(Text())
    updated_at_utc: Mapped[float] = mapped_column(Float())


class ProbeRow(Base):
    """One row that `ready` writes, so that a full disk or a read-only file shows before a person's message meets it."""

    __tablename__ = "probe"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at_utc: Mapped[datetime]
