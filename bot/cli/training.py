"""Trains the dialogue when its data changed: the digest of what training read stands beside the model."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bot.cli.progress import Progress
from bot.dialogue.process import MODEL, ROOT, rasa_environment, rasa_python, train_command, training_digest
from bot.errors import SetUpError

TRAINING_TIMEOUT_S = 900


def train_if_due(*, force: bool, progress: Progress | None = None, root: Path = ROOT) -> bool:
    """Trains unless the model is of the present data; returns whether it trained. Raises `SetUpError` where training fails."""
    progress = progress or Progress()
    if not rasa_python(root).exists():
        raise SetUpError(["Rasa's environment is missing. Run: make install"])
    digest = training_digest(root)
    stamp = root / MODEL.with_name("trained-from")
    if not force and (root / MODEL).exists() and stamp.exists() and stamp.read_text().strip() == digest:
        return False
    (root / MODEL).parent.mkdir(parents=True, exist_ok=True)
    log_path = root / MODEL.with_name("training.log")
    with progress.doing("Training the dialogue"), log_path.open("wb") as log:
        try:
            done = subprocess.run(  # noqa: S603  our own command line
                train_command(root=root), cwd=root, env=rasa_environment(root=root), stdout=log, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, timeout=TRAINING_TIMEOUT_S, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise SetUpError(["Training the dialogue took too long and was stopped."]) from None
    if done.returncode != 0 or not (root / MODEL).exists():
        raise SetUpError([f"Training the dialogue failed; see {log_path.relative_to(root)}."])
    stamp.write_text(digest + "\n")
    return True
