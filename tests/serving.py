"""Starts all of Attune as a person would (`attune serve`), on free ports and in a data directory of its own; stops it by its pid."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
START_TIMEOUT_S = 240  # everything installed
MAKE_TIMEOUT_S = 700  # both environments and the training of the dialogue


@dataclass
class Running:
    """A running Attune. `out` is what `attune serve` printed."""

    url: str
    data_dir: Path
    process: subprocess.Popen[str]
    ports: dict[str, int]
    out: list[str] = field(default_factory=list)

    def pid(self, name: str) -> int:
        """The pid of the process that listens on the port of `gateway`, `actions` or `rasa`."""
        port = self.ports[name]
        for child in psutil.Process(self.process.pid).children(recursive=True):
            try:
                if any(c.laddr.port == port for c in child.net_connections("tcp") if c.status == psutil.CONN_LISTEN):
                    return child.pid
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        raise LookupError(f"nothing listens for {name}")

    def program(self, name: str) -> int | None:
        """The pid of a program's process as the supervisor started it, listening already or not."""
        marks = {"gateway": ["bot.cli", "gateway"], "actions": ["bot.cli", "actions"], "rasa": ["bot.sealed", "run"]}[
            name
        ]
        for child in psutil.Process(self.process.pid).children(recursive=True):
            try:
                line = child.cmdline()
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
            if all(mark in line for mark in marks) and line[0] != "/usr/bin/env":
                return child.pid
        return None

    def log_text(self) -> str:
        """Everything that any process wrote to its log, and what `serve` printed."""
        texts = [path.read_text(errors="replace") for path in sorted((self.data_dir / "logs").glob("*"))]
        return "\n".join([*texts, *self.out])


def free_ports(count: int) -> list[int]:
    """Ports that were free a moment ago."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def environment(data_dir: Path, ports: dict[str, int], **more: str) -> dict[str, str]:
    """This process's environment with Attune's settings for a test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ATTUNE_")}
    return kept | {
        "ATTUNE_DATA_DIR": str(data_dir),
        "ATTUNE_GATEWAY__PORT": str(ports["gateway"]),
        "ATTUNE_DIALOGUE__RASA_PORT": str(ports["rasa"]),
        "ATTUNE_DIALOGUE__ACTIONS_PORT": str(ports["actions"]),
        "ATTUNE_GATEWAY__MESSAGES_PER_MINUTE": "100000",
        "ATTUNE_GATEWAY__STARTS_PER_MINUTE": "100000",
        "ATTUNE_GATEWAY__READS_PER_MINUTE": "100000",
        "ATTUNE_GATEWAY__POLL_S": "0.5",
        **more,
    }


@contextmanager
def attune(data_dir: Path, *, command: list[str] | None = None, cwd: Path = ROOT, **settings: str) -> Iterator[Running]:
    """All three processes, ready; stopped and gone at the end."""
    ports = dict(zip(("gateway", "rasa", "actions"), free_ports(3), strict=True))
    process = subprocess.Popen(
        command or [sys.executable, "-m", "bot.cli", "serve"],
        cwd=cwd,
        env=environment(data_dir, ports, **settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    running = Running(f"http://127.0.0.1:{ports['gateway']}", data_dir, process, ports)
    ready, ended = threading.Event(), threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            running.out.append(line)
            if "Attune is ready" in line:
                ready.set()
        ended.set()
        ready.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        assert ready.wait(MAKE_TIMEOUT_S if command else START_TIMEOUT_S), running.log_text()
        assert not ended.is_set(), running.log_text()
        yield running
    finally:
        children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does: to all of the foreground
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        _, alive = psutil.wait_procs(children, timeout=10)
        alive = [left for left in alive if left.is_running() and left.status() != psutil.STATUS_ZOMBIE]
        for left in alive:
            left.kill()
        listener.join(5)
        if process.stdout is not None:
            process.stdout.close()
        assert not alive, f"left running after Ctrl-C: {alive}"
