"""nginx before the server, told the very words that docs/operations.md gives an operator."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import time
from typing import TYPE_CHECKING

from django.conf import settings

from tests import loopback

from . import http_server, programs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITE = re.compile(r"^server \{\n    listen 443 ssl.*?^\}$", re.DOTALL | re.MULTILINE)
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
PROTOCOLS = "ssl_protocols TLSv1.2 TLSv1.3;"  # as in the nginx.conf of Debian
PATIENCE = 20  # seconds for it to begin


@contextlib.contextmanager
def proxied(server: str, home: Path, *, is_http2: bool) -> Iterator[int]:
    """The port at which nginx answers over TLS for that server; `home` is all its own."""
    home.mkdir()
    loopback.certified(home, http_server.HOST)
    port = loopback.free_port()
    told = home / "nginx.conf"
    told.write_text(
        configuration(server, port, home, is_http2=is_http2), encoding="utf-8"
    )
    command = [programs.path("nginx"), "-p", str(home)]
    command += ["-e", str(home / "errors"), "-c", str(told)]
    nginx = subprocess.Popen(command)  # noqa: S603 - our own words only
    try:
        wait_for(port, nginx)
        yield port
    finally:
        http_server.stop(nginx)


def configuration(server: str, port: int, home: Path, *, is_http2: bool) -> str:
    """The site of the page for operators, at this port, before this server."""
    protocol = " http2" if is_http2 else ""
    told = (settings.BASE_DIR / "docs" / "operations.md").read_text(encoding="utf-8")
    found = SITE.search(told)
    if not found:
        message = "docs/operations.md has no site for nginx"
        raise RuntimeError(message)
    site = found[0]
    for pattern, here in (
        (r"listen 443 ssl http2;", f"listen {loopback.HERE}:{port} ssl{protocol};"),
        (r"    listen \[::\]:443 .*\n", ""),
        (r"(ssl_certificate(?:_key)?) .*;", rf"\1 {home}/{http_server.HOST}.pem;"),
        (r"proxy_pass .*;", f"proxy_pass {server};"),
    ):
        site, count = re.subn(pattern, here, site)
        if not count:
            message = f"the site for nginx has no {pattern!r}"
            raise RuntimeError(message)
    folders = "\n".join(f"{name}_temp_path {home}/{name};" for name in TEMPORARY)
    user = "user root;\n" if os.geteuid() == 0 else ""  # else it could not read `home`
    return (
        f"{user}daemon off;\npid {home}/nginx.pid;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{PROTOCOLS}\n{folders}\n{site}\n}}\n"
    )


def wait_for(port: int, nginx: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while nginx.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError):
            socket.create_connection((loopback.HERE, port)).close()
            return
        time.sleep(0.1)
    message = "nginx did not begin"
    raise RuntimeError(message)
