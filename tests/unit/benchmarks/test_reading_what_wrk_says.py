"""What the load generator prints becomes figures in one unit."""

from __future__ import annotations

import pytest

from benchmarks import http_wrk

SAID = """Running 3s test @ http://127.0.0.1:8000/
  1 threads and 8 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     5.02ms    9.16ms 103.59ms   92.80%
    Req/Sec     3.57k   248.11     4.12k    73.33%
  Latency Distribution
     50%    {p50}
     75%    2.96ms
     90%   11.44ms
     99%    {p99}
  10673 requests in 3.00s, 524.47MB read
{failures}Requests/sec:   3557.13
Transfer/sec:    174.80MB
"""


def said(*, p50: str = "2.04ms", p99: str = "48.73ms", failures: str = "") -> str:
    return SAID.format(p50=p50, p99=p99, failures=failures)


def test_a_round_has_its_rate_and_two_percentiles_in_milliseconds() -> None:
    found = http_wrk.parse(said())

    assert found == http_wrk.Round(rate=3557.13, p50=2.04, p99=48.73, failed=0)


@pytest.mark.parametrize(
    ("printed", "milliseconds"),
    [("612.00us", 0.612), ("2.04ms", 2.04), ("1.71s", 1710.0), ("1.50m", 90_000.0)],
)
def test_every_unit_of_time_is_read(printed: str, milliseconds: float) -> None:
    found = http_wrk.parse(said(p50=printed, p99=printed))

    assert (found.p50, found.p99) == pytest.approx((milliseconds, milliseconds))


def test_refusals_and_broken_connections_are_counted_together() -> None:
    broken = "  Socket errors: connect 1, read 2, write 0, timeout 4\n"
    refused = "  Non-2xx or 3xx responses: 30\n"

    found = http_wrk.parse(said(failures=broken + refused))

    assert found.failed == 37


@pytest.mark.parametrize("printed", ["", "unable to connect to 127.0.0.1:8000"])
def test_what_holds_no_figures_is_no_round(printed: str) -> None:
    with pytest.raises(ValueError, match="wrk did not say"):
        http_wrk.parse(printed)
