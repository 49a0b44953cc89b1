"""A web of one machine, for tests: what it answers is told it byte by byte."""

from __future__ import annotations

import contextlib
import errno
import secrets
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from articles import fetching
from articles.fetching import Web

if TYPE_CHECKING:
    from pathlib import Path

HERE = "127.0.0.1"
NAME = "page.example"
# Below what systems give to whoever asks for any port, as clients do all the time.
TO_CHOOSE_FROM = range(10_000, 30_000)
Answer = bytes | Callable[[], Iterable[bytes]]  # some answers never end


def free_port() -> int:
    """A port that nobody listens at, and that nobody is given unasked meanwhile."""
    while True:
        port = secrets.choice(TO_CHOOSE_FROM)
        try:
            socket.create_server((HERE, port)).close()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return port


def page(title: str, **headers: str) -> bytes:
    """A page of this title, sound and short."""
    html = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>Hello."
    return response(html.encode(), **headers)


def response(
    body: bytes = b"", status: str = "200 OK", *, kind: str = "text/html", **more: str
) -> bytes:
    """An answer; `Content_Encoding` names a header."""
    headers = {"Content-Type": kind, "Content-Length": str(len(body))}
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def moved(to: str, status: str = "302 Found") -> bytes:
    return response(status=status, Location=to)


@dataclass
class Loopback:
    """The machine: what it answers by path, and the heads of all that it was asked."""

    answers: Mapping[str, Answer]
    port: int = 0
    asked: list[str] = field(default_factory=list)

    def url(self, path: str = "/", *, host: str = NAME, scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [head.split()[1] for head in self.asked]

    def web(self, **changes: Any) -> Web:
        """A way that leads here, whatever the host is called, and nowhere else."""
        ways = {
            "is_open": lambda address: address == HERE,
            "ports": {self.port},
            "resolve": lambda _host: [HERE],
        }
        return Web(**{**ways, **changes})


def ask(answer: Answer) -> str:
    """The title that a page has for its only visitor."""
    with serving({"/": answer}) as machine:
        return fetching.title_at(machine.url(), web=machine.web())


@contextlib.contextmanager
def serving(
    answers: Mapping[str, Answer] | None = None, *, tls: ssl.SSLContext | None = None
) -> Iterator[Loopback]:
    """The machine, at a port of its own for as long as the block lasts."""
    machine = Loopback(answers or {})
    is_over = threading.Event()

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                self._answer()

        def _answer(self) -> None:
            if tls:
                self.request = tls.wrap_socket(self.request, server_side=True)
                self.rfile = self.request.makefile("rb")
            lines = iter(self.rfile.readline, b"")
            head = b"".join(iter(lambda: next(lines, b"\r\n"), b"\r\n")).decode()
            machine.asked.append(head)
            path = head.split()[1] if head else ""
            answer = machine.answers.get(path, response(status="404 Not Found"))
            pieces = [answer] if isinstance(answer, bytes) else answer()
            for piece in pieces:
                if is_over.is_set():
                    break
                self.request.sendall(piece)

    class Server(ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

    with Server((HERE, 0), Handler) as server:
        machine.port = server.server_address[1]
        serves = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
        serves.start()
        try:
            yield machine
        finally:  # also of a visit that failed: a server left behind spins for ever
            is_over.set()
            server.shutdown()
            serves.join()


def certified(folder: Path, name: str = NAME) -> tuple[ssl.SSLContext, Any]:
    """What a host proves its name with, and what whoever believes it starts from."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    shown = certificate.public_bytes(serialization.Encoding.PEM)
    kept = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    both = folder / f"{name}.pem"
    both.write_bytes(kept + shown)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(both)
    return server, lambda: ssl.create_default_context(cadata=shown.decode())
