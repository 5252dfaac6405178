"""`attune serve`: looks that all is as it must be, starts the three processes under supervisord, prints one address, stops cleanly."""

from __future__ import annotations

import contextlib
import ctypes
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType
from typing import Final

from bot.bootstrap import prepare_store
from bot.cli.progress import Progress
from bot.cli.training import train_if_due
from bot.dialogue.process import ROOT, rasa_command, rasa_environment
from bot.errors import SetUpError
from bot.settings import Settings

READY_TIMEOUT_S: Final = 240.0
STOP_TIMEOUT_S: Final = 25.0
LOG_BYTES: Final = "10MB"


def serve_all(settings: Settings) -> int:
    """Runs until Ctrl-C, SIGTERM, or the supervisor's end; returns the exit status."""
    progress = Progress()
    _check_ports(settings)
    prepare_store(settings)
    train_if_due(force=False, progress=progress)
    config = write_supervision(settings)
    stopping = _StopSignals()
    supervisor = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "supervisor.supervisord", "--nodaemon", "--silent", "-c", str(config)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches us alone; we stop the supervisor, and it stops the rest in order
        preexec_fn=_ends_with_its_parent,  # noqa: PLW1509  no thread of ours runs yet
    )
    try:
        with progress.doing("Starting (gateway, actions, Rasa)"):
            ready = _wait_ready(settings, supervisor, stopping)
        if ready:
            progress.line(f"\nAttune is ready: {settings.public_url}\nStop it with Ctrl-C.")
        elif not stopping.asked:
            settings.data_dir / "logs"
            return 1
        while not stopping.asked and supervisor.poll() is None:
            time.sleep(0.2)
        if not stopping.asked:
            return 1
        return 0
    finally:
        if supervisor.poll() is None:
            with progress.doing("\nStopping"):
                _stop(supervisor)


def _ends_with_its_parent() -> None:
    """Linux: the supervisor gets SIGTERM when we are gone in any way, so that nothing is left running unseen."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1  # prctl(2)
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


class _StopSignals:
    """Remembers that Ctrl-C or SIGTERM came."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def _stop(supervisor: subprocess.Popen[bytes]) -> None:
    supervisor.terminate()
    try:
        supervisor.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        # The supervisor leads a process session of its own; its children lead process groups within it.
        supervisor.kill()
        supervisor.wait()


def _check_ports(settings: Settings) -> None:
    wanted = {
        "ATTUNE_GATEWAY__PORT": (settings.gateway.host, settings.gateway.port),
        "ATTUNE_DIALOGUE__RASA_PORT": ("127.0.0.1", settings.dialogue.rasa_port),
        "ATTUNE_DIALOGUE__ACTIONS_PORT": ("127.0.0.1", settings.dialogue.actions_port),
    }
    problems = []
    for name, (host, port) in wanted.items():
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                problems.append(f"Port {port} is in use. Stop what uses it, or choose another with {name}.")
    if len({port for _, port in wanted.values()}) < len(wanted):
        problems.append("The gateway, Rasa and the actions need three different ports.")
    if problems:
        raise SetUpError(problems)


def write_supervision(settings: Settings) -> Path:
    """Writes supervisord's configuration into the data directory and returns its path (mode 600: it names no secret, but ours alone)."""
    run, logs = settings.data_dir / "run", settings.data_dir / "logs"
    for folder in (run, logs):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    python = [sys.executable, "-m", "bot.cli"]
    rasa_env = rasa_environment(
        actions_url=f"http://127.0.0.1:{settings.dialogue.actions_port}/webhook", store_url=settings.store_url
    )
    # Supervisord's own environment is passed on to its programs; Rasa's must hold nothing of ours, so it starts from nothing.
    rasa = ["/usr/bin/env", "-i", *(f"{name}={value}" for name, value in rasa_env.items())]
    programs = {
        "gateway": [*python, "gateway"],
        "actions": [*python, "actions"],
        "rasa": [*rasa, *rasa_command(port=settings.dialogue.rasa_port)],
    }
    text = f"""[supervisord]
nodaemon=true
silent=true
logfile={_safe(logs / "supervisord.log")}
logfile_maxbytes={LOG_BYTES}
logfile_backups=2
pidfile={_safe(run / "supervisord.pid")}
childlogdir={_safe(logs)}
"""
    for name, command in programs.items():
        text += f"""
[program:{name}]
command={_safe(shlex.join(command))}
directory={_safe(ROOT)}
autorestart=true
startsecs=1
startretries=1000000
stopsignal=TERM
stopwaitsecs=8
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile={_safe(logs / (name + ".log"))}
stdout_logfile_maxbytes={LOG_BYTES}
stdout_logfile_backups=2
"""
    path = run / "supervisord.conf"
    path.touch(mode=0o600, exist_ok=True)
    path.write_text(text)
    return path


def _safe(value: object) -> str:
    """Supervisord expands % and takes ; after a space for a comment."""
    return str(value).replace("%", "%%")


def _wait_ready(settings: Settings, supervisor: subprocess.Popen[bytes], stopping: _StopSignals) -> bool:
    host = "127.0.0.1" if settings.gateway.host in ("0.0.0.0", "::", "localhost") else settings.gateway.host  # noqa: S104
    url = f"http://{host}:{settings.gateway.port}/api/ready"
    until = time.monotonic() + READY_TIMEOUT_S
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < until and not stopping.asked and supervisor.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError, TimeoutError), opener.open(url, timeout=3) as answer:
            if answer.status == 200:
                return True
        time.sleep(0.25)
    return False


__all__ = ["serve_all", "write_supervision"]
