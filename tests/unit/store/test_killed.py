"""A process killed at any moment: what it had accepted is there, what it had begun is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.working_model.identity import MessageId
from tests.contract.builders import TALK, populate

ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from bot.store import SqlStore
from tests.contract.builders import TALK, message
from tests.stores import MASTER_KEY, FixedClock
store = SqlStore.open(sys.argv[1], master_key=MASTER_KEY, clock=FixedClock(), waits_for_disk=sys.argv[2] == "waits")
for n in range(1, 100_000):
    with store.begin() as work:
        work.messages.add(message(f"m{n}", work.messages.next_number(TALK)))
        work.commit()
    print(n, flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("disk", ["waits", "follows"])
def test_no_accepted_message_is_lost_and_none_is_half_there(url, opened, disk):
    populate(opened(url))
    writer = subprocess.Popen([sys.executable, "-c", WRITER, url, disk], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    accepted = [int(writer.stdout.readline()) for _ in range(25)]
    writer.kill()
    accepted += [int(line) for line in writer.stdout.read().splitlines()]
    writer.stdout.close()
    writer.wait()
    with opened(url).begin() as work:
        kept = work.messages.since(TALK, after=0, limit=200_000)
        assert [each.number for each in kept] == list(range(1, len(kept) + 1))
        assert len(kept) - accepted[-1] in (0, 1)
        assert work.messages.get(MessageId(f"m{accepted[-1]}")).text == "She always picked up."
        assert work.messages.next_number(TALK) == len(kept) + 1
