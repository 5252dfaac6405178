"""Word of recorded turns: it comes, it comes from nowhere else, and nothing breaks where it cannot come."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.dialogue.recorded import LONGEST_PATH, Announcer, Listener, RecordedTurns, accepted_path, word_path
from bot.working_model.identity import MessageId

THIS, OTHER = MessageId("this-message"), MessageId("another")


@pytest.fixture
def path() -> Iterator[Path]:
    with TemporaryDirectory(
        prefix="attune-"
    ) as folder:  # short: pytest's own folders are longer than a socket's name may be
        found = word_path(Path(folder), gateway_port=8000)
        assert found is not None
        yield found


def test_word_comes_to_who_watches_for_it(path: Path) -> None:
    async def run() -> bool:
        async with RecordedTurns(path) as recorded:
            announcer = Announcer(path)
            with recorded.watching(THIS) as this, recorded.watching(OTHER) as other:
                announcer.say(MessageId("of-nobody"))
                announcer.say(THIS)
                async with asyncio.timeout(5):
                    await this.wait()
                announcer.close()
                return other.is_set()

    assert asyncio.run(run()) is False


def test_only_the_operator_can_give_word(path: Path) -> None:
    async def run() -> list[int]:
        async with RecordedTurns(path):
            return [os.stat(one).st_mode & 0o777 for one in (path, path.parent)]

    assert asyncio.run(run()) == [0o600, 0o700]


def test_the_socket_of_a_killed_gateway_is_taken_over_and_goes_at_the_end(path: Path) -> None:
    path.parent.mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as left:
        left.bind(str(path))

    async def run() -> bool:
        async with RecordedTurns(path) as recorded:
            announcer = Announcer(path)
            with recorded.watching(THIS) as word:
                announcer.say(THIS)
                async with asyncio.timeout(5):
                    await word.wait()
            announcer.close()
            return word.is_set()

    assert asyncio.run(run())
    assert not path.exists()


def test_nobody_need_listen(path: Path) -> None:
    announcer = Announcer(path)
    announcer.say(THIS)
    announcer.close()


def test_a_flood_of_words_is_dropped_not_waited_for(path: Path) -> None:
    async def run() -> None:
        async with RecordedTurns(path):
            announcer = Announcer(path)
            for _ in range(5000):  # more than any system keeps; nothing is read meanwhile
                announcer.say(THIS)
            announcer.close()

    asyncio.run(run())


def test_a_folder_that_cannot_be_made_leaves_the_gateway_without_word(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    async def run() -> bool:
        async with RecordedTurns(tmp_path / "file" / "run" / "recorded.sock") as recorded:
            with recorded.watching(THIS) as word:
                return word.is_set()

    assert asyncio.run(run()) is False


def test_a_name_too_long_for_a_socket_is_done_without() -> None:
    assert word_path(Path("/" + "x" * LONGEST_PATH), gateway_port=8000) is None

    async def run() -> None:
        async with RecordedTurns(None):
            Announcer(None).say(THIS)

    asyncio.run(run())


def test_word_of_accepted_messages_comes_by_a_way_of_its_own(path: Path) -> None:
    own = accepted_path(path.parents[1], actions_port=8000)
    assert own is not None
    assert own != path

    async def run() -> list[str]:
        heard: list[str] = []
        async with Listener(own, heard.append), RecordedTurns(path):
            announcer = Announcer(own)
            announcer.say(THIS)
            async with asyncio.timeout(5):
                while not heard:  # noqa: ASYNC110  what is heard is a list
                    await asyncio.sleep(0.002)
            announcer.close()
        return heard

    assert asyncio.run(run()) == [THIS]
    assert not own.exists()
