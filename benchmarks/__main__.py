"""`make bench`: `rasa init`'s own bot and Attune side by side on this machine, in one run of some minutes.

Prints both columns and the ratio and writes build/bench.json. Nothing is judged here: whoever reads it does (`missed` names what fell short).
"""

from __future__ import annotations

import json
import os
import platform
import signal
import time
from contextlib import ExitStack
from statistics import median
from types import FrameType
from typing import Any, Final

from benchmarks.alone import measured_apart
from benchmarks.figures import Column, results, stages_of, table
from benchmarks.messages import messages
from benchmarks.ours import our_bot
from benchmarks.phases import TURNS_A_TALK, growing, one_person, together
from benchmarks.processes import memory_mib
from benchmarks.stock import make_stock_bot, stock_bot
from bot.dialogue.process import ROOT

RESULT: Final = ROOT / "build" / "bench.json"
LONGEST_S: Final = 20 * 60
"""After this the run ends itself, whatever hangs; it takes a third of that or less."""
STAGE_TURNS: Final = 3 * TURNS_A_TALK
STAGE_WARM: Final = 5


def _say(text: str) -> None:
    print(text, flush=True)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"the benchmark took longer than {LONGEST_S // 60} minutes")


def starts_once() -> tuple[float, float]:
    """Seconds from start to first reply of each bot, one after the other, each alone on the machine."""
    with stock_bot() as stock:
        theirs = stock.first_reply_s
    with our_bot() as ours:
        return theirs, ours.first_reply_s


def side_by_side() -> tuple[Column, Column]:
    """Both bots through all phases."""
    said = messages()
    _say("Starting each ...")
    first = starts_once()
    with ExitStack() as until_ours_ends:
        with stock_bot() as stock, ExitStack() as both:
            ours = both.enter_context(our_bot())
            starts = [min(pair) for pair in zip(first, (stock.first_reply_s, ours.first_reply_s), strict=True)]
            bots = (stock, ours)
            _say("One person ...")
            alone = one_person(bots, said)
            _say("A conversation of 300 turns ...")
            ages = growing(bots, said)
            _say("Sixteen people at once ...")
            rates = together(bots, said)
            memory = [memory_mib(bot.pid) for bot in bots]
            until_ours_ends.push(both.pop_all())
        memory[1] = memory_mib(ours.pid)  # alone now: pages shared with the other bot count in full
    columns = [
        Column(
            turn_p50_ms=median(alone[at]), turn_5_ms=ages[at][0], turn_300_ms=ages[at][1], turns_per_s=rates[at],
            memory_mib=memory[at], first_reply_s=starts[at],
        )
        for at in range(2)
    ]  # fmt: skip
    return columns[0], columns[1]


def our_stages() -> dict[str, float]:
    """Where a turn of one person goes, from a start of Attune with timers in its processes."""
    said = messages()
    with our_bot(timers=True) as ours:
        talk = ours.talk("stages")
        turns = [talk.say(next(said)) for _ in range(STAGE_WARM + STAGE_TURNS)][STAGE_WARM:]
        talk.close()
        return stages_of(turns, ours.times())


def main() -> None:
    """The whole run."""
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(LONGEST_S)
    start = time.monotonic()
    RESULT.parent.mkdir(exist_ok=True)
    _say("Making rasa init's bot, unless it is there from an earlier run ...")
    make_stock_bot()
    stock, ours = side_by_side()
    _say("Stages ...")
    stages = our_stages()
    _say("Parts alone ...")
    alone = measured_apart()
    machine: dict[str, Any] = {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "load_average": round(os.getloadavg()[0], 1),
        "took_s": round(time.monotonic() - start),
    }
    found = results(stock, ours, stages=stages, alone=alone, machine=machine)
    RESULT.write_text(json.dumps(found, indent=1) + "\n")
    _say("\n" + table(found) + f"\n\nTook {machine['took_s']} s. Written: {RESULT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
