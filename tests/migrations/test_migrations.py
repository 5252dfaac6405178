"""Migrations: up, down and up again, no drift from the tables, safe when several processes start at once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, String, Table, inspect

from bot.errors import SetUpError
from bot.store import migrate
from bot.store.columns import UtcDateTime
from bot.store.drafting import draft
from bot.store.engine import database_url, open_engine
from bot.store.migrating import config
from bot.store.migrations_here import last_migration, migrations
from bot.store.tables import Base

ROOT = Path(__file__).parents[2]
VERSIONS = ROOT / "bot/store/migrations/versions"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    """The URL of a database that nothing has touched."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'var' / 'attune.sqlite3'}"
    return request.getfixturevalue("postgres_url")


def tables(url):
    engine = open_engine(database_url(url))
    try:
        with engine.connect() as connection:
            return set(inspect(connection).get_table_names())
    finally:
        engine.dispose()


def test_up_and_down_and_up_again(url):
    everything = set(Base.metadata.tables) | {"alembic_version"}
    migrate(url)
    assert tables(url) == everything
    migrate(url, to="base")
    assert tables(url) == {"alembic_version"}
    migrate(url)
    assert tables(url) == everything
    migrate(url)


def test_migrations_and_tables_say_the_same(url):
    migrate(url)
    engine = open_engine(database_url(url))
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "compare_server_default": True}
            )
            assert compare_metadata(context, Base.metadata) == []
    finally:
        engine.dispose()


def test_processes_that_start_at_once_all_find_it_migrated(url):
    command = [sys.executable, "-c", "import sys; from bot.store import migrate; migrate(sys.argv[1])", url]
    started = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(process.communicate(timeout=120)[1], process.returncode) for process in started] == [("", 0)] * 3
    assert set(Base.metadata.tables) <= tables(url)


def test_a_migration_that_fails_leaves_nothing_behind(url, monkeypatch):
    def fail(*_args, **_options):
        raise SetUpError(["the lights went out"])

    monkeypatch.setattr("alembic.op.bulk_insert", fail)  # the last step of the first migration
    with pytest.raises(SetUpError):
        migrate(url)
    assert tables(url) == set()


def test_every_migration_is_named_by_date_and_words():
    scripts = list(ScriptDirectory.from_config(config()).walk_revisions())
    names = {path.stem.removeprefix("d") for path in VERSIONS.glob("*.py")}
    assert names == {script.revision for script in scripts}
    assert all(len(name) <= 32 for name in names), "alembic_version holds 32 characters"
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1


def test_a_draft_holds_what_the_tables_have_beyond_the_migrations(tmp_path):
    Table("newcomers", Base.metadata, Column("id", String(64), primary_key=True), Column("at_utc", UtcDateTime()))
    try:
        path = draft("Greet the newcomers!", folder=tmp_path)
    finally:
        Base.metadata.remove(Base.metadata.tables["newcomers"])
    text = path.read_text()
    assert re.fullmatch(r"d\d{4}_\d\d_\d\d_greet_the_newcomers\.py", path.name)
    assert "create_table" in text
    assert "sa.DateTime(timezone=True)" in text
    (head,) = ScriptDirectory.from_config(config()).get_heads()
    assert f"down_revision: str | None = {head!r}" in text
    compile(text, path.name, "exec")


def test_the_migrations_read_from_their_files_are_those_alembic_knows() -> None:
    script = ScriptDirectory.from_config(config())
    assert migrations() == {one.revision: one.down_revision for one in script.walk_revisions()}
    assert last_migration() == script.get_current_head()
