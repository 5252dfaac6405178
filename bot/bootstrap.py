"""Puts the parts together: the one place that reads the settings and knows every implementation."""

from __future__ import annotations

import base64
import contextlib
import secrets
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.commands import CommandClassifier
from bot.dialogue.envelope import open_envelope
from bot.dialogue.recorded import Announcer, Listener, RecordedTurns, accepted_path, word_path
from bot.errors import NotFoundError, SetUpError, StoreError
from bot.guides import CommandReplies, GuideBook
from bot.logs import Events
from bot.printing import PdfPrinter
from bot.safety import FixedReplies, Helplines, RuleScreen
from bot.safety.classifier import MODEL as SAFETY_MODEL
from bot.service.parts import Parts
from bot.service.read_ahead import ReadAhead, read_ahead
from bot.service.record_turn import record_turn
from bot.settings import Settings
from bot.store import Argon2Passphrases, SqlStore, holds_people, master_key, migrate
from bot.working_model.dialogue import Heard, Reply
from bot.working_model.identity import ConversationId, MessageId
from bot.working_model.person import KnownPerson
from bot.working_model.protocols import Reader
from bot.working_model.statement import Asked, Reading

if TYPE_CHECKING:
    from bot.dialogue.client import RasaDialogue

log = Events("bootstrap")
ID_BYTES = 16


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """The time, timezone-aware."""
        return datetime.now(UTC)


class RandomIds:
    """128 random bits, URL-safe."""

    def new(self) -> str:
        """A new id."""
        return secrets.token_urlsafe(ID_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """The program without a face: its parts, and what the action server needs of them.

    `announcer` gives the other process word: of recorded turns where this one reads, else of accepted messages.
    """

    settings: Settings
    parts: Parts
    store: SqlStore
    helplines: Helplines
    signing_key: bytes
    announcer: Announcer
    reader: ReadAhead | None = None

    def record_turn(self, *, conversation_id: ConversationId, message_id: MessageId, heard: Heard) -> Reply:
        """The use case behind every message that came through Rasa."""
        reply = record_turn(self.parts, conversation_id=conversation_id, message_id=message_id, heard=heard)
        self.announcer.say(message_id)
        return reply

    def read_ahead(self, message_id: MessageId) -> None:
        """Begins to read a message that was just accepted; a word about one that is not there, or cannot be read now, is let go."""
        if self.reader is not None:
            with contextlib.suppress(NotFoundError, StoreError):
                read_ahead(self.parts, self.reader, message_id)

    def let_go(self) -> None:
        """Forgets readings that no turn took up in time."""
        if self.reader is not None:
            self.reader.let_go()

    def accepted_messages(self, hear: Callable[[MessageId], None]) -> Listener:
        """Hears of messages as the gateway accepts them."""
        return Listener(_accepted_path(self.settings), lambda message_id: hear(MessageId(message_id)))

    def verify(self, conversation_id: ConversationId, metadata: object) -> MessageId:
        """Opens the envelope of a message; raises `AccessError` where it is not ours."""
        return open_envelope(
            metadata, key=self.signing_key, conversation_id=conversation_id, now_utc=self.parts.clock.now()
        )

    def dialogue(self) -> RasaDialogue:
        """A client of the sealed Rasa server; close it when done."""
        from bot.dialogue.client import RasaDialogue  # brings an HTTP client along, which only the gateway needs

        dialogue = self.settings.dialogue
        return RasaDialogue(
            base_url=f"http://127.0.0.1:{dialogue.rasa_port}",
            signing_key=self.signing_key,
            clock=self.parts.clock,
            timeout_s=dialogue.timeout_s,
            actions_url=f"http://127.0.0.1:{dialogue.actions_port}",
        )

    def housekeeping(self) -> None:
        """Erases who was not seen for as long as people are kept, and drops what Rasa saved of conversations that are gone. Raises `StoreError`."""
        now, kept = self.parts.clock.now(), self.settings.store
        erased = self.store.delete_idle(
            now - timedelta(days=kept.retention_days), closed_before_utc=now - timedelta(days=kept.closed_days)
        )
        dropped = self.store.drop_orphan_windows()
        log.info("house_kept", count=erased, kind=f"windows:{dropped}")

    def recorded_turns(self) -> RecordedTurns:
        """Hears of turns as the actions record them."""
        return RecordedTurns(_word_path(self.settings))

    def close(self) -> None:
        """Closes the store."""
        self.announcer.close()
        self.store.close()


def the_master_key(settings: Settings) -> bytes:
    """The key that wraps every person's key: from the settings, or the file made at the first start."""
    if settings.store.master_key is not None:
        return base64.b64decode(settings.store.master_key.get_secret_value())
    return master_key(settings.key_path)


def prepare_store(settings: Settings) -> None:
    """Brings the database to the current schema, makes the master key at the first start, and looks that it is the right one.

    Raises `SetUpError`: here it is one sentence, in the processes that the supervisor starts again and again it would be a long wait.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SetUpError([f"ATTUNE_DATA_DIR: the folder cannot be made or used ({error.strerror})"]) from None
    migrate(settings.store_url)
    _refuse_a_lost_key(settings)
    key = the_master_key(settings)
    SqlStore.open(settings.store_url, master_key=key, clock=SystemClock(), pool_size=1).close()


def _refuse_a_lost_key(settings: Settings) -> None:
    """A new key would open nothing that is there. Raises `SetUpError`."""
    if settings.store.master_key is None and not settings.key_path.exists() and holds_people(settings.store_url):
        raise SetUpError(
            [
                f"the master key is missing, and the database holds people: put the key back as {settings.key_path},"
                " or give it by ATTUNE_STORE__MASTER_KEY"
            ]
        )


class LateReader:
    """Loads the reader at the first reading: the gateway reads nothing, and starts faster and smaller without it."""

    @cached_property
    def _reader(self) -> Reader:
        return _loaded_reader()

    def read(self, text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> Reading:
        """As the Protocol says."""
        return self._reader.read(text, asked, known)


def _loaded_reader() -> Reader:
    from bot.language import SpacyReader  # spaCy takes seconds to import, and the gateway never needs it

    return SpacyReader()


def open_application(
    settings: Settings, *, reads: bool = True, screens: bool = True, waits_for_disk: bool = True
) -> Application:
    """Opens the store and loads guides and rules. Raises `SetUpError` listing what is wrong.

    The process that `reads` gets the reader's model, the one that does not (the gateway, which `screens`) the screen's;
    a command that does neither opens in a moment. `waits_for_disk` is false where all that is written follows from accepted messages.
    """
    _refuse_a_lost_key(settings)
    key = the_master_key(settings)
    clock = SystemClock()
    store = SqlStore.open(
        settings.store_url,
        master_key=key,
        clock=clock,
        pool_size=settings.store.pool_size,
        waits_for_disk=waits_for_disk,
    )
    helplines = Helplines.load()
    ahead = ReadAhead(_loaded_reader()) if reads else None
    parts = Parts(
        store=store,
        reader=ahead or LateReader(),
        screen=RuleScreen(classifier=SAFETY_MODEL if screens and not reads else None),
        safety=FixedReplies(helplines=helplines),
        guides=GuideBook.load(),
        phrases=CommandReplies.load(),
        passphrases=Argon2Passphrases(),
        printer=PdfPrinter(),
        clock=clock,
        ids=RandomIds(),
        commands=CommandClassifier.load() if reads else None,
        default_country=settings.conversation.country or None,
        max_message_chars=settings.gateway.max_message_chars,
        return_after_h=settings.conversation.return_after_h,
    )
    return Application(
        settings=settings,
        parts=parts,
        store=store,
        helplines=helplines,
        signing_key=_derived(key, b"attune/dialogue/1"),
        announcer=Announcer(_word_path(settings) if reads else _accepted_path(settings)),
        reader=ahead,
    )


def _word_path(settings: Settings) -> Path | None:
    return word_path(settings.data_dir, gateway_port=settings.gateway.port)


def _accepted_path(settings: Settings) -> Path | None:
    return accepted_path(settings.data_dir, actions_port=settings.dialogue.actions_port)


def _derived(key: bytes, purpose: bytes) -> bytes:
    """A key for one purpose, derived from the master key (HKDF, RFC 5869): gateway and actions share it without a second file."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key)


def holder_name(settings: Settings) -> str:
    """Names this gateway in leases: the same after a restart, so that it takes up its own work at once."""
    return f"{socket.gethostname()}:{settings.gateway.port}"[:64]
