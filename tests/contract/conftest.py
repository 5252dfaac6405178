"""The stores that the contract suite runs on."""

from tests.stores import migrated_file, opened, postgresql_url, sql_store, sqlite_url, store, stores, url

__all__ = ["migrated_file", "opened", "postgresql_url", "sql_store", "sqlite_url", "store", "stores", "url"]
