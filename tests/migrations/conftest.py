"""The databases that migrations are tried on."""

from tests.postgres import postgres_url

__all__ = ["postgres_url"]
