"""Drive one address with wrk, and read what it says."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import programs

if TYPE_CHECKING:
    from collections.abc import Mapping

CONNECTIONS = 8
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1_000.0, "m": 60_000.0}
RATE = re.compile(r"^Requests/sec:\s+([\d.]+)", re.MULTILINE)
PERCENTILE = r"^\s+{}%\s+([\d.]+)(us|ms|s|m)\s*$"
REFUSED = re.compile(r"^\s+Non-2xx or 3xx responses: (\d+)", re.MULTILINE)
BROKEN = re.compile(
    r"^\s+Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one short drive found; times in milliseconds."""

    rate: float
    p50: float
    p99: float
    failed: int


def drive(url: str, headers: Mapping[str, str], *, seconds: int) -> Round:
    """Ask for one address on a few connections for a few seconds."""
    command = [
        programs.path("wrk"),
        "--latency",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
    ]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run(  # noqa: S603 - our own words only
        [*command, url],
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        timeout=seconds + 30,  # it waits for the answers still under way
    )
    return parse(done.stdout)


def parse(said: str) -> Round:
    """What wrk printed. A line on failures is there only if there were any."""
    rate = RATE.search(said)
    if not rate:
        message = f"wrk did not say how many requests a second there were:\n{said}"
        raise ValueError(message)
    failures = [
        *REFUSED.findall(said),
        *(n for found in BROKEN.findall(said) for n in found),
    ]
    return Round(
        rate=float(rate[1]),
        p50=_percentile(said, 50),
        p99=_percentile(said, 99),
        failed=sum(map(int, failures)),
    )


def _percentile(said: str, which: int) -> float:
    found = re.search(PERCENTILE.format(which), said, re.MULTILINE)
    if not found:
        message = f"wrk did not say how long {which} of 100 requests took:\n{said}"
        raise ValueError(message)
    return float(found[1]) * MILLISECONDS[found[2]]
