"""How Rasa is trained and started: exact command lines, environments, and the digest that tells when training is due."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
LEARNT_FROM: Final = ("config.yml", "domain.yml", "data/nlu", "data/rules")
MODEL: Final = Path("models/dialogue/attune.tar.gz")
LOOPBACK: Final = "127.0.0.1"
WARNING_LINE: Final = re.compile(r"\w*Warning\b|\b(WARNING|ERROR|CRITICAL)\b")
LIBRARY_LINE: Final = re.compile(r"\b(Pending|Pyparsing)?DeprecationWarning: ")


def rasa_python(root: Path = ROOT) -> Path:
    """The interpreter of Rasa's own environment."""
    return root / ".venv-rasa" / "bin" / "python"


def rasa_command(*, port: int, root: Path = ROOT, model: Path | None = None, python: Path | None = None) -> list[str]:
    """Starts the Rasa server: loopback only, no HTTP API, no cross-origin access. Run it in `root` with `rasa_environment`."""
    return [
        str(python or rasa_python(root)),
        "-m",
        "bot.sealed",
        "run",
        "--quiet",
        *("--interface", LOOPBACK),
        *("--port", str(port)),
        *("--model", str(model or root / MODEL)),
        *("--endpoints", str(root / "endpoints.yml")),
        *("--credentials", str(root / "credentials.yml")),
    ]


def train_command(*, root: Path = ROOT, model: Path | None = None, python: Path | None = None) -> list[str]:
    """Trains the dialogue into `model`. Run it in `root` with `rasa_environment` (addresses may be left out)."""
    target = model or root / MODEL
    name = target.name.removesuffix(".tar.gz")
    return [
        str(python or rasa_python(root)),
        "-m",
        "bot.sealed",
        "train",
        "--quiet",
        "--force",
        *("--config", str(root / "config.yml")),
        *("--domain", str(root / "domain.yml")),
        *("--data", str(root / "data/nlu"), str(root / "data/rules")),
        *("--out", str(target.parent)),
        *("--fixed-model-name", name),
    ]


def recognise_command(*, root: Path = ROOT, model: Path | None = None, python: Path | None = None) -> list[str]:
    """Asks a trained model what it recognises in the texts on standard input. Run it in `root` with `rasa_environment`."""
    return [str(python or rasa_python(root)), "-m", "bot.sealed", "recognise", str(model or root / MODEL)]


def validate_command(*, root: Path = ROOT, python: Path | None = None) -> list[str]:
    """Lets Rasa check its own project. Its exit status tells half the truth: any warning printed is a failure."""
    return [
        str(python or rasa_python(root)),
        "-m",
        "bot.sealed",
        "data",
        "validate",
        "--fail-on-warnings",
        *("--config", str(root / "config.yml")),
        *("--domain", str(root / "domain.yml")),
        *("--data", str(root / "data/nlu"), str(root / "data/rules")),
    ]


def warnings_printed(output: str) -> list[str]:
    """The lines of Rasa's output that warn or complain; deprecations inside libraries are not about our files."""
    return [line for line in output.splitlines() if WARNING_LINE.search(line) and not LIBRARY_LINE.search(line)]


def rasa_environment(
    *,
    actions_url: str = "",
    store_url: str = "",
    root: Path = ROOT,
    inherit: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The whole environment of Rasa's process: nothing of ours is passed on but these names, so no key enters it.

    `actions_url` is the action server's address (`http://127.0.0.1:5055/webhook`), `store_url` the store's SQLAlchemy URL.
    """
    source = os.environ if inherit is None else inherit
    passed_on = {name: source[name] for name in ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR", "TZ") if name in source}
    return (
        passed_on
        | {
            "PYTHONPATH": str(root),
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": "ignore::DeprecationWarning",  # of libraries that will not change any more; Rasa's own are other classes
            "RASA_TELEMETRY_ENABLED": "false",
            "LOG_LEVEL_LIBRARIES": "ERROR",
            "SANIC_WORKERS": "1",  # the in-memory lock and the order of turns need one process
            "MAX_NUMBER_OF_PREDICTIONS": "4",  # a turn is two actions: the loop, then listen
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "CUDA_VISIBLE_DEVICES": "",
            # One thread each: the matrices are tiny, and idle thread pools cost memory and start-up time.
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "2",
            "ACTION_ENDPOINT_URL": actions_url,
            "TRACKER_STORE_URL": tracker_url(store_url),
        }
    )


def tracker_url(store_url: str) -> str:
    """The same database under the driver Rasa's environment has: psycopg2 instead of psycopg, and SQLAlchemy 1.4's names."""
    return re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+psycopg2://", store_url)


def training_digest(root: Path = ROOT) -> str:
    """SHA-256 over all that training reads, the lock file of Rasa's environment included: retrain when it has changed."""
    digest = hashlib.sha256()
    for path in _files(root, (*LEARNT_FROM, "requirements/rasa.txt")):
        digest.update(f"{path.relative_to(root).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(root: Path, names: Sequence[str]) -> list[Path]:
    found: list[Path] = []
    for name in names:
        path = root / name
        found += [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
    return sorted(found)
