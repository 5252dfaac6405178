"""`attune serve`: looks that all is as it must be, starts the three processes under supervisord, prints one address, stops cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import errno
import http.client
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
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
PROGRAM = "bot.cli"  # what the supervisor runs; the benchmark puts its own in, which is this one with timers


def serve_all(settings: Settings) -> int:
    """Runs until Ctrl-C, SIGTERM, or the supervisor's end; returns the exit status."""
    progress = Progress()
    _check_ports(settings)
    _check_rate_store(settings)
    prepare_store(settings)
    train_if_due(force=False, progress=progress)
    config = write_supervision(settings)
    stopping = _StopSignals()
    supervisor = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "supervisor.supervisord", "--nodaemon", "--silent", "-c", str(config)],
        cwd=ROOT,
        # The programs run in ROOT, we perhaps elsewhere: what is relative to us must not be read as relative to them.
        env={**os.environ, **absolute_paths(settings)},
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches us alone; we stop the supervisor, and it stops the rest in order
        preexec_fn=_ends_with_its_parent,
    )
    try:
        with progress.doing("Starting (gateway, actions, Rasa)"):
            ready = _wait_ready(settings, supervisor, stopping)
        if ready:
            progress.line(f"\nAttune is ready: {settings.public_url}\nStop it with Ctrl-C.")
        elif not stopping.asked:
            raise SetUpError([f"Attune did not become ready; the logs in {settings.data_dir / 'logs'} say why."])
        while not stopping.asked and supervisor.poll() is None:
            time.sleep(0.2)
        if not stopping.asked:
            raise SetUpError([f"The supervisor ended by itself; see {settings.data_dir / 'logs' / 'supervisord.log'}."])
        return 0
    finally:
        if supervisor.poll() is None:
            with progress.doing("\nStopping"):
                _stop(supervisor)
        _end_session(supervisor.pid)


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
        supervisor.kill()
        supervisor.wait()


def _end_session(session: int) -> None:
    """Kills what a supervisor that was itself killed left behind: it led a process session, and everything it started is in it."""
    listed = subprocess.run(["ps", "-A", "-o", "pid="], capture_output=True, text=True, check=False)  # noqa: S607
    for pid in map(int, listed.stdout.split()):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.getsid(pid) == session:
                os.kill(pid, signal.SIGKILL)


def absolute_paths(settings: Settings) -> dict[str, str]:
    """The variables that name paths, made absolute."""
    named = {"ATTUNE_DATA_DIR": settings.data_dir.resolve()}
    if os.environ.get("ATTUNE_SETTINGS"):
        named["ATTUNE_SETTINGS"] = Path(os.environ["ATTUNE_SETTINGS"]).resolve()
    return {name: str(path) for name, path in named.items()}


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
            except OSError as error:
                problems.append(_port_problem(error, name, host, port))
    if len({port for _, port in wanted.values()}) < len(wanted):
        problems.append("The gateway, Rasa and the actions need three different ports.")
    if problems:
        raise SetUpError(problems)


def _check_rate_store(settings: Settings) -> None:
    """While it is away every request is refused, so it must be there at the start."""
    url = settings.gateway.rate_limit_store
    if url.startswith("memory:"):
        return
    from bot.gateway.rates import Rates  # only where there is something to look at

    async def answers() -> bool:
        rates = Rates(url)
        try:
            return await rates.answers()
        finally:
            await rates.close()

    if not asyncio.run(answers()):
        raise SetUpError(["ATTUNE_GATEWAY__RATE_LIMIT_STORE: no Redis answers there as it should."])


def _port_problem(error: OSError, name: str, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop what uses it, or choose another with {name}."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by you. Choose one above 1023 with {name}."
    host_name = name.replace("PORT", "HOST")
    return f"This machine has no address {host}; see {host_name}."


def write_supervision(settings: Settings) -> Path:
    """Writes supervisord's configuration into the data directory and returns its path (mode 600: a database's URL may hold a password)."""
    data = settings.data_dir.resolve()
    run, logs = data / "run", data / "logs"
    for folder in (run, logs):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    python = [sys.executable, "-m", PROGRAM]
    rasa_env = rasa_environment(
        actions_url=f"http://127.0.0.1:{settings.dialogue.actions_port}/webhook", store_url=_store_url(settings)
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
    path.chmod(0o600)
    path.write_text(text)
    return path


def _store_url(settings: Settings) -> str:
    return settings.store.url or f"sqlite:///{settings.data_dir.resolve() / 'attune.sqlite3'}"


def _safe(value: object) -> str:
    """Supervisord expands %."""
    return str(value).replace("%", "%%")


def _wait_ready(settings: Settings, supervisor: subprocess.Popen[bytes], stopping: _StopSignals) -> bool:
    url = f"http://{loopback_of(settings.gateway.host)}:{settings.gateway.port}/api/ready"
    until = time.monotonic() + READY_TIMEOUT_S
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < until and not stopping.asked and supervisor.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException), opener.open(url, timeout=3) as answer:
            if answer.status == 200:
                return True
        time.sleep(0.25)
    return False


def loopback_of(host: str) -> str:
    """Where we ask ourselves, as it stands in a URL."""
    if host in ("0.0.0.0", "localhost", ""):  # noqa: S104
        return "127.0.0.1"
    if host == "::":
        return "[::1]"
    return f"[{host}]" if ":" in host else host


__all__ = ["serve_all", "write_supervision"]
