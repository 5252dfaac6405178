"""The stores that the tests of the store's own parts run on."""

from tests.stores import migrated_file, opened, postgresql_url, sql_store, sqlite_url, url

__all__ = ["migrated_file", "opened", "postgresql_url", "sql_store", "sqlite_url", "url"]
