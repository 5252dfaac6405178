"""Identities: every id is an opaque string, its own type, made by an injected factory."""

from __future__ import annotations

from typing import NewType

PersonId = NewType("PersonId", str)  # the one who talks with Attune
KnownPersonId = NewType("KnownPersonId", str)  # someone they talk about
ConversationId = NewType("ConversationId", str)
MessageId = NewType("MessageId", str)
StatementId = NewType("StatementId", str)
EpisodeId = NewType("EpisodeId", str)
SmallStepId = NewType("SmallStepId", str)
