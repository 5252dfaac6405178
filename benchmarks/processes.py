"""What both bots' sides of the benchmark need of the machine: connections, memory of a process tree, an end to what was started."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
from typing import Final

import psutil

ANSWER_TIMEOUT_S: Final = 60
STOP_TIMEOUT_S: Final = 20
_MIB: Final = 2**20


def loopback(port: int) -> http.client.HTTPConnection:
    """A connection that is kept open; the standard library's, which costs the least of the two cores that both bots share with us."""
    return http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_TIMEOUT_S)


def memory_mib(pid: int) -> float:
    """PSS of a process and everything under it: pages that several share are counted once. (USS where the system knows no PSS.)"""
    total = 0
    root = psutil.Process(pid)
    for process in (root, *root.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            full = process.memory_full_info()
            total += getattr(full, "pss", full.uss)
    return total / _MIB


def end_session(process: subprocess.Popen[bytes]) -> None:
    """Stops a process that leads its own session, and what it started."""
    children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for left in psutil.wait_procs(children, timeout=STOP_TIMEOUT_S)[1]:
        left.kill()
