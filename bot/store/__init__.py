"""The store: what people said and what was understood, encrypted, on SQLite or PostgreSQL."""

from bot.store.copying import copy_store
from bot.store.master import master_key
from bot.store.migrating import migrate
from bot.store.passphrases import Argon2Passphrases
from bot.store.rewrapping import rewrap
from bot.store.store import SqlStore, holds_people

__all__ = ["Argon2Passphrases", "SqlStore", "copy_store", "holds_people", "master_key", "migrate", "rewrap"]
