"""A throw-away Redis for tests: on a free port of this machine, in a folder of its own, ended by its pid.

Where there is none the tests that need it are skipped with one reason; with ATTUNE_TESTS_NO_SKIP=1 that is a failure.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving import free_ports


@contextmanager
def redis(folder: Path, *, port: int | None = None) -> Iterator[str]:
    """The URL of a running Redis, which writes nothing to the disk."""
    binary = shutil.which("redis-server")
    if binary is None:
        pytest.skip("Redis is not installed (no redis-server found)")
    port = port or free_ports(1)[0]
    process = subprocess.Popen(
        [binary, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", "", "--appendonly", "no"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "eady to accept connections" in line:
                break
        else:
            pytest.fail(f"Redis did not start: {''.join(said)[-300:]}")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.communicate()
