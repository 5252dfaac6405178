"""bot/sealed runs in Rasa's environment, which has no pytest: a worker process there runs what the tests send it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.dialogue.process import ROOT, rasa_environment, rasa_python

InRasa = Callable[..., Any]

WORKER = """
import asyncio, contextlib, io, json, sys, traceback, warnings
warnings.simplefilter("ignore")
out = sys.stdout
for line in sys.stdin:
    call = json.loads(line)
    scope = dict(call["values"], run=asyncio.run)
    heard = io.StringIO()
    try:
        with contextlib.redirect_stdout(heard), contextlib.redirect_stderr(heard):
            exec(call["code"], scope)
        answer = {"result": scope.get("result"), "heard": heard.getvalue()}
    except BaseException:
        answer = {"failed": traceback.format_exc()}
    out.write(json.dumps(answer) + "\\n")
    out.flush()
"""


@pytest.fixture(scope="session")
def worker() -> Iterator[subprocess.Popen[str]]:
    if not rasa_python().exists():
        pytest.skip("Rasa's environment .venv-rasa is not there (make serve makes it)")
    process = subprocess.Popen(
        [str(rasa_python()), "-W", "ignore", "-c", WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env=rasa_environment(),
    )
    with process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        process.wait(20)


@pytest.fixture
def in_rasa(worker: subprocess.Popen[str]) -> InRasa:
    """Runs Python code in Rasa's environment; `values` are its variables, what it leaves in `result` comes back."""

    def run(code: str, **values: Any) -> Any:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(json.dumps({"code": code, "values": values}) + "\n")
        worker.stdin.flush()
        answer = json.loads(worker.stdout.readline())
        assert "failed" not in answer, answer["failed"]
        return answer["result"]

    return run
