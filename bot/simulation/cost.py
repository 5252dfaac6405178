"""What a revision costs after a short history and after a long one."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace

import numpy as np

from bot.simulation.world import Speaker, World
from bot.working_model.change import removed, restored, said
from bot.working_model.identity import StatementId
from bot.working_model.kept import Standing
from bot.working_model.revision import rebuild, revise
from bot.working_model.weights import Weights


def cost_ratio(*, weights: Weights, seed: int, short: int = 10, long: int = 10_000, times: int = 120) -> float:
    """Processor time of hearing, removing and restoring a statement after a long history, over that after a short one."""
    speaker = Speaker.born(World(episode_size=2.0), np.random.default_rng(seed))
    history = speaker.speak(long)
    models = {size: rebuild(history[:size], weights=weights) for size in (short, long)}
    spent: dict[int, list[float]] = {short: [], long: []}
    for at in range(times):
        old = history[at % short]
        new = replace(old, id=StatementId(f"new{at}"), number=long + at + 1, episode_id=None)
        for size, model in models.items():
            start = time.process_time()
            heard = revise(model, said([new]), weights=weights)
            gone = revise(heard.model, removed([new]), weights=weights, at_utc=new.said_at_utc)
            gone_kept = replace(new, standing=Standing.REMOVED)
            revise(gone.model, restored([gone_kept]), weights=weights, at_utc=new.said_at_utc)
            spent[size].append(time.process_time() - start)
    return statistics.median(spent[long]) / statistics.median(spent[short])
