"""A real nginx before a gateway, with the very block of the page on proxies; ended by its pid.

Where there is none the tests that need it are skipped with one reason; with ATTUNE_TESTS_NO_SKIP=1 that is a failure.
"""

from __future__ import annotations

import datetime
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.serving import ROOT, free_ports

PAGE = ROOT / "docs" / "how-to" / "run-behind-a-proxy.md"
START_TRIES = 600


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its addresses with and without TLS, and where it logs."""

    secure: str
    plain: str
    log: Path


@contextmanager
def nginx(folder: Path, gateway: str) -> Iterator[Proxy]:
    """nginx before the gateway at that address."""
    binary = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if binary is None:
        pytest.skip("nginx is not installed")
    secure, plain = free_ports(2)
    log = folder / "nginx.log"
    config = folder / "nginx.conf"
    config.write_text(_config(folder, gateway, secure, plain))
    _certificate(folder)
    for name in ("body", "proxy", "other"):
        (folder / name).mkdir()
    process = subprocess.Popen(
        [binary, "-p", str(folder), "-c", str(config), "-e", str(log)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        _wait_listening(process, secure)
        yield Proxy(f"https://127.0.0.1:{secure}", f"http://127.0.0.1:{plain}", log)
    finally:
        process.terminate()
        process.communicate()


def _config(folder: Path, gateway: str, secure: int, plain: int) -> str:
    """The page's block, with this machine's ports and paths."""
    [block] = re.findall(r"```nginx\n(.*?)```", PAGE.read_text(), re.DOTALL)
    for old, new in {
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "/etc/ssl/talk.example.org": f"{folder}/own",
        "/var/log/nginx/attune.log": f"{folder}/nginx.log",
        "http://127.0.0.1:8000": gateway,
    }.items():
        assert old in block, old
        block = block.replace(old, new)
    user = "user root;" if Path(folder).owner() == "root" else ""
    return f"""daemon off; {user} pid {folder}/nginx.pid; worker_processes 1;
events {{ worker_connections 64; }}
http {{
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/other;
uwsgi_temp_path {folder}/other; scgi_temp_path {folder}/other;
{block}
}}
"""


def _certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "talk.example.org")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "own.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "own.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def _wait_listening(process: subprocess.Popen[str], port: int) -> None:
    for _ in range(START_TRIES):
        if process.poll() is not None:
            assert process.stdout is not None
            pytest.fail(f"nginx did not start: {process.stdout.read()[-500:]}")
        with socket.socket() as probe:
            probe.settimeout(0.1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
    pytest.fail("nginx does not listen")
