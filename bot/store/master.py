"""The master key's file: made at the first start, readable by its owner only, never overwritten."""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import stat
import tempfile
from pathlib import Path

from bot.errors import SetUpError
from bot.store.sealing import KEY_BYTES


def master_key(path: Path | str, *, given_base64: str | None = None) -> bytes:
    """The installation's 32-byte key: the one given by setting, else that of the file, which is made where it is not there.

    Of two processes at a first start, both return the same key. Raises `SetUpError`, which never holds the key.
    """
    if given_base64 is not None:
        return _decoded(given_base64)
    path = Path(path)
    try:
        if not path.exists():
            _make(path)
        return _read(path)
    except OSError as error:
        problem = f"the master key file cannot be read or made: {error.strerror}"
    raise SetUpError([problem])


def _decoded(given: str) -> bytes:
    try:
        key = base64.b64decode(given.strip(), altchars=b"-_" if set(given) & {"-", "_"} else None, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise SetUpError(["the master key must be 32 bytes in base64"])
    return key


def _make(path: Path) -> None:
    """A whole file appears under the name or none does; where another process was first, its file stands."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".master-key-")  # mode 600 from the start
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        key = file.read(KEY_BYTES + 1)
    if mode & 0o077:
        raise SetUpError([f"the master key file can be read by others (mode {mode:o}): chmod 600 it"])
    if len(key) != KEY_BYTES:
        raise SetUpError(["the master key file does not hold a key of 32 bytes"])
    return key
