"""What the trained dialogue recognises in texts, without a running server: for measuring, and never for a conversation."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.dialogue.process import MODEL, ROOT, rasa_environment, rasa_python, recognise_command
from bot.dialogue.rasa_copy import rasa_copy
from bot.errors import SetUpError
from bot.working_model.dialogue import Command, Heard

TIMEOUT_S: Final = 900
_COMMANDS: Final = {command.value: command for command in Command}


def recognised(texts: Sequence[str], *, root: Path = ROOT, model: Path | None = None) -> list[Heard]:
    """What Rasa hears in each text, sent as the gateway sends it. Raises `SetUpError` where Rasa or the model is missing."""
    if not rasa_python(root).exists():
        raise SetUpError(["Rasa's environment is missing. Run: make install"])
    if not (model or root / MODEL).exists():
        raise SetUpError(["The dialogue is not trained. Run: attune train"])
    done = subprocess.run(  # noqa: S603  our own command line
        recognise_command(root=root, model=model), cwd=root, env=rasa_environment(root=root),
        input=json.dumps([rasa_copy(text) for text in texts]), capture_output=True, text=True, timeout=TIMEOUT_S,
        check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise SetUpError(["Rasa could not read the trained dialogue. Train anew: attune train"])
    return [heard_of(ranking) for ranking in json.loads(done.stdout)]


def heard_of(ranking: Sequence[tuple[str, float]]) -> Heard:
    """What was heard, from the intents and their confidences, likeliest first."""
    (command, confidence), *also = [(_COMMANDS.get(intent), confidence) for intent, confidence in ranking]
    return Heard(command, confidence, tuple(also))
