"""All of Attune, started once for the conversations of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Running, attune
from tests.talking import Talker


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with attune(Path(tmp_path_factory.mktemp("attune"))) as found:
        yield found


@pytest.fixture
def talker(running: Running) -> Iterator[Talker]:
    found = Talker.begin(running.url, country="GB")
    yield found
    found.close()
