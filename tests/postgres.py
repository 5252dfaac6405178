"""A throw-away PostgreSQL for tests: found on this machine, started on a unix socket in a folder of its own, gone at the end.

Where there is none the tests that need it are skipped with one reason; with ATTUNE_TESTS_NO_SKIP=1 that is a failure.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import psycopg
import pytest

_FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/latest/bin",
)
_USER = "attune"
_START_S = 30.0
# Not for keeping: no fsync. Nothing but the socket is listened on.
_OPTIONS = ("-F", "-c", "listen_addresses=", "-c", "full_page_writes=off", "-c", "max_connections=60")


class Server:
    """A running PostgreSQL; `url` names a database in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database."""
        return f"postgresql://{_USER}@/{database}?host={self.folder}"

    def run(self, command: str, *, database: str = "postgres") -> None:
        """Runs one command as superuser."""
        with psycopg.connect(host=str(self.folder), user=_USER, dbname=database, autocommit=True) as connection:
            connection.execute(command)


def binaries() -> Path | None:
    """The folder that holds `initdb` and `postgres`, the newest where there are several."""
    on_path = shutil.which("initdb")
    if on_path is not None:
        return Path(on_path).resolve().parent
    found = [path for pattern in _FOLDERS for path in Path("/").glob(pattern.lstrip("/")) if (path / "initdb").exists()]
    return max(
        found, key=lambda path: [int(part) for part in path.as_posix().split("/") if part.isdigit()], default=None
    )


@cache
def server() -> Server | str:
    """The one server of this test run, or the reason why there is none."""
    folder = binaries()
    if folder is None:
        return "PostgreSQL is not installed (no initdb found)"
    as_user = _as_somebody_else()
    if as_user is None:
        return "PostgreSQL does not run as root, and there is no user `postgres` with runuser or setpriv to run it as"
    # /tmp by name: a unix socket's path must be short, and macOS's own temporary folders are not.
    home = Path(tempfile.mkdtemp(prefix="attune-pg-", dir="/tmp"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    if as_user:
        shutil.chown(home, "postgres")
    made = subprocess.run(
        [*as_user, folder / "initdb", "-D", home / "data", "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
        capture_output=True, text=True, cwd="/", check=False,
    )  # fmt: skip
    if made.returncode != 0:
        return f"initdb failed: {made.stderr.strip()[-300:]}"
    start = [*as_user, f"{folder}/postgres", "-D", f"{home}/data", "-k", str(home), *_OPTIONS]
    stop = [*as_user, f"{folder}/pg_ctl", "-D", f"{home}/data", "-m", "immediate", "stop"]
    return _started(start, stop, home)


def _as_somebody_else() -> list[str] | None:
    """What to put before a command so that PostgreSQL does not see root; None where that cannot be done."""
    if os.geteuid() != 0:
        return []
    if subprocess.run(["id", "-u", "postgres"], capture_output=True, check=False).returncode != 0:
        return None
    if shutil.which("setpriv"):
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=INT", "--"]
    if shutil.which("runuser"):
        return ["runuser", "-u", "postgres", "--"]
    return None


def _started(start: list[str], stop: list[str], home: Path) -> Server | str:
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(start, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/")
    atexit.register(_stop, process, stop)
    running = Server(home)
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            running.run("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return running
    return f"PostgreSQL did not start: {(home / 'log').read_text()[-300:]}"


def _stop(process: subprocess.Popen[bytes], stop: list[str]) -> None:
    subprocess.run(stop, capture_output=True, cwd="/", check=False)
    process.kill()
    process.wait()


def running_server() -> Server:
    """The server, else a skip (or a failure where nothing may be skipped)."""
    found = server()
    if isinstance(found, Server):
        return found
    if os.environ.get("ATTUNE_TESTS_NO_SKIP") == "1":
        pytest.fail(found)
    pytest.skip(found)


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """The URL of a new, empty database."""
    running = running_server()
    name = f"t{uuid.uuid4().hex}"
    running.run(f"CREATE DATABASE {name}")
    yield running.url(name)
    running.run(f"DROP DATABASE {name} WITH (FORCE)")
