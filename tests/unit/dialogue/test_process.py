"""How Rasa is started: closed to the outside, with nothing of ours in its environment, trained again only when needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue.process import (
    LEARNT_FROM,
    ROOT,
    rasa_command,
    rasa_environment,
    tracker_url,
    train_command,
    training_digest,
    warnings_printed,
)


def test_rasa_listens_on_loopback_without_its_api() -> None:
    command = rasa_command(port=5005)
    assert command[command.index("--interface") + 1] == "127.0.0.1"
    assert not {"--enable-api", "--cors", "--debug", "-vv"} & set(command)


def test_training_reads_only_what_the_digest_covers() -> None:
    command = train_command(root=ROOT)
    read = [
        Path(part).relative_to(ROOT).as_posix()
        for part in command
        if (ROOT / part).exists() and part.startswith(str(ROOT))
    ]
    assert set(read) - {".venv-rasa/bin/python", "models/dialogue"} == set(LEARNT_FROM)


def test_the_environment_passes_no_secret_on() -> None:
    inherited = {
        "PATH": "/bin",
        "HOME": "/home/a",
        "ATTUNE_STORE__MASTER_KEY": "secret",
        "AWS_SECRET_ACCESS_KEY": "secret",
    }
    environment = rasa_environment(actions_url="http://127.0.0.1:1/webhook", store_url="sqlite:///a", inherit=inherited)
    assert "secret" not in environment.values()
    assert environment["PATH"] == "/bin"
    assert environment["RASA_TELEMETRY_ENABLED"] == "false"


@pytest.mark.parametrize(
    ("store", "tracker"),
    [
        pytest.param("sqlite:////var/a.sqlite3", "sqlite:////var/a.sqlite3", id="sqlite"),
        pytest.param("postgresql+psycopg://u:p@h/d", "postgresql+psycopg2://u:p@h/d", id="psycopg"),
        pytest.param("postgresql://u@h/d", "postgresql+psycopg2://u@h/d", id="no driver named"),
        pytest.param("postgres://u@h/d", "postgresql+psycopg2://u@h/d", id="short name"),
    ],
)
def test_tracker_url(store: str, tracker: str) -> None:
    assert tracker_url(store) == tracker


def project(root: Path) -> Path:
    for name in ("data/nlu/a.yml", "data/rules/b.yml", "config.yml", "domain.yml", "requirements/rasa.txt"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return root


def test_the_digest_stays_while_nothing_changes(tmp_path: Path) -> None:
    root = project(tmp_path)
    before = training_digest(root)
    (root / "data" / "guides").mkdir()
    (root / "data" / "guides" / "c.yml").write_text("not learnt from")
    assert training_digest(root) == before


@pytest.mark.parametrize(
    "name", ["data/nlu/a.yml", "data/rules/b.yml", "config.yml", "domain.yml", "requirements/rasa.txt"]
)
def test_the_digest_changes_with_what_is_learnt_from(tmp_path: Path, name: str) -> None:
    root = project(tmp_path)
    before = training_digest(root)
    (root / name).write_text("changed")
    assert training_digest(root) != before


def test_the_digest_changes_with_a_new_file(tmp_path: Path) -> None:
    root = project(tmp_path)
    before = training_digest(root)
    (root / "data/nlu/z.yml").write_text("")
    assert training_digest(root) != before


@pytest.mark.parametrize(
    ("line", "warns"),
    [
        pytest.param("2026-01-01 INFO     rasa.validator  - Validating intents...", False, id="info"),
        pytest.param("a.py:1: UserWarning: The intent 'x' is not used in any story or rule.", True, id="Rasa's own"),
        pytest.param("a.py:1: FutureWarning: will be removed in 4.0", True, id="Rasa's deprecation"),
        pytest.param("2026-01-01 WARNING  rasa.shared - something", True, id="logged"),
        pytest.param("a.py:1: DeprecationWarning: pkg_resources is deprecated as an API", False, id="a library's"),
        pytest.param("a.py:1: PyparsingDeprecationWarning: 'x' deprecated", False, id="a library's subclass"),
    ],
)
def test_warnings_printed(line: str, warns: bool) -> None:
    assert bool(warnings_printed(f"before\n{line}\nafter")) is warns
