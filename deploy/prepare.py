"""Makes both environments, from nothing but python3 and the network: used by the Makefile before anything of ours can run.

Standard library only, Python 3.8 or newer. `prepare.py app rasa` for serving, `prepare.py dev rasa` for the tests.
What is there already, by the digest of its lock file, is left alone.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".build"
ENVIRONMENTS = {
    # name: (folder, Python, lock files that it satisfies)
    "app": (".venv", "3.11", ["app"]),
    "dev": (".venv", "3.11", ["dev", "app"]),
    "rasa": (".venv-rasa", "3.10", ["rasa"]),
}
MINUTES = {"app": "about a minute", "dev": "about a minute", "rasa": "one to three minutes"}


_begun = set()  # logs that this run has begun


class Trouble(Exception):
    """Something a person must mend; its text is the one line they see."""


def main(names):
    if sys.version_info < (3, 8):
        raise Trouble("python3 is older than 3.8; please install a newer one")
    due = [name for name in names if not is_current(name)]
    if not due:
        return
    uv = find_uv()
    for name in due:
        make(uv, name)


def is_current(name):
    folder, _, locks = ENVIRONMENTS[name]
    stamp = ROOT / folder / f".made-from-{locks[0]}"
    return stamp.exists() and stamp.read_text().strip() == digest(locks[0]) and python_of(folder).exists()


def digest(lock):
    content = (ROOT / "requirements" / f"{lock}.txt").read_bytes()
    if lock != "rasa":
        content += (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(content).hexdigest()


def python_of(folder):
    return ROOT / folder / "bin" / "python"


def find_uv():
    """uv from the PATH, or our own copy of it, installed by whatever this python3 has for installing."""
    found = shutil.which("uv")
    if found:
        return found
    own = TOOLS / "uv" / "bin" / "uv"
    if own.exists():
        return str(own)
    say("Fetching uv (once)")
    TOOLS.mkdir(exist_ok=True)
    if run_quietly([sys.executable, "-m", "venv", str(TOOLS / "uv")], "uv.log") == 0:
        if run_quietly([str(TOOLS / "uv" / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"], "uv.log") == 0:
            return str(own)
    shutil.rmtree(TOOLS / "uv", ignore_errors=True)
    # Debian's python3 comes without venv; its pip, where there is one, can still put uv into a folder.
    if (
        run_quietly([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(TOOLS / "uv"), "uv"], "uv.log")
        == 0
    ):
        if own.exists():
            return str(own)
    log = (TOOLS / "uv.log").read_text(errors="replace")
    if is_network(log):
        raise Trouble("the network is needed the first time, to fetch libraries, and it does not answer")
    raise Trouble("uv could not be fetched: install it (pip install uv), or install python3-venv, and run this again")


def make(uv, name):
    folder, python, locks = ENVIRONMENTS[name]
    what = {
        "app": "the app's environment",
        "dev": "the app's environment, with what tests need",
        "rasa": "Rasa's environment",
    }
    started = time.monotonic()
    say(f"Making {what[name]} (the first time: {MINUTES[name]})")
    if not python_of(folder).exists():
        command = [uv, "venv", "--quiet", "--clear", "--python", python, str(ROOT / folder)]
        if run_quietly(command, f"{name}.log"):
            fail(name, f"Python {python} could neither be found nor fetched")
    lock = ROOT / "requirements" / f"{locks[0]}.txt"
    install = [uv, "pip", "install", "--quiet", "--python", str(python_of(folder)), "--require-hashes", "-r", str(lock)]
    if run_quietly(install, f"{name}.log"):
        fail(name, "the libraries could not be installed")
    if folder == ".venv":
        itself = [
            uv,
            "pip",
            "install",
            "--quiet",
            "--python",
            str(python_of(folder)),
            "--no-deps",
            "--no-build-isolation",
            "-e",
            str(ROOT),
        ]
        if run_quietly(itself, f"{name}.log"):
            fail(name, "Attune itself could not be installed into its environment")
    for stamp in locks:
        (ROOT / folder / f".made-from-{stamp}").write_text(digest(stamp) + "\n")
    say(f"  done in {time.monotonic() - started:.0f} s")


def run_quietly(command, log):
    """Runs a command with its output in .build/<log>; returns its exit status."""
    TOOLS.mkdir(exist_ok=True)
    environment = dict(os.environ, UV_NO_PROGRESS="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    # A log holds this run alone: an old run's missing network must not explain today's failure.
    mode = "ab" if log in _begun else "wb"
    _begun.add(log)
    with open(TOOLS / log, mode) as out:
        return subprocess.call(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment
        )


def fail(name, reason):
    log = (TOOLS / f"{name}.log").read_text(errors="replace")
    if is_network(log):
        reason = "the network is needed the first time, to fetch libraries, and it does not answer"
    raise Trouble(f"{reason} (details: .build/{name}.log)")


def is_network(log):
    signs = (
        "dns error",
        "connection refused",
        "failed to connect",
        "network is unreachable",
        "error sending request",
        "timed out",
        "temporary failure in name resolution",
        "failed to establish a new connection",
        "tunnel",
        "name or service not known",
        "nodename nor servname provided",
        "network connectivity is disabled",
        "network was disabled",
        "are you offline",
        "could not connect",
    )
    return any(sign in log.lower()[-4000:] for sign in signs)


def say(text):
    print(text, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Trouble as trouble:
        print(f"attune: {trouble}", file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        print(f"attune: {error.filename or 'this folder'}: {error.strerror}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
