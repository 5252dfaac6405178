"""For developers: `python -m bot.store.drafting "words"` drafts the migration from the last one to the tables as they are now."""

from __future__ import annotations

import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from alembic import command

from bot.store.engine import database_url, open_engine
from bot.store.migrating import config, migrate
from bot.store.migrations_here import SCRIPTS

_LONGEST = 32  # what Alembic's own table holds


def draft(words: str, *, folder: Path = SCRIPTS / "versions") -> Path:
    """Writes `dYYYY_MM_DD_words.py` and returns its path. A draft: read it, and think of the rows that are there already."""
    revision = f"{datetime.now(UTC):%Y_%m_%d}_{re.sub(r'[^a-z0-9]+', '_', words.lower()).strip('_')}"[:_LONGEST]
    settings = config()
    settings.set_main_option("version_locations", f"{SCRIPTS / 'versions'}\n{folder}")
    settings.set_main_option("path_separator", "newline")
    settings.set_main_option("file_template", "d%%(rev)s")
    with tempfile.TemporaryDirectory() as scratch:
        url = f"sqlite:///{scratch}/scratch.sqlite3"
        migrate(url)
        engine = open_engine(database_url(url))
        with engine.connect() as connection:
            settings.attributes["connection"] = connection
            command.revision(settings, words, autogenerate=True, rev_id=revision, version_path=str(folder))
        engine.dispose()
    return folder / f"d{revision}.py"


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]))
