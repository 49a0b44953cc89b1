"""What was measured is told in one table, each line with what it is compared with."""

from __future__ import annotations

from benchmarks.progress import Bar
from benchmarks.table import Row, lines


def test_a_line_has_its_multiples_of_the_line_it_names() -> None:
    small = Row(name="small", beside="small", shown=50, queries=6, work=100, size=2_000)
    great = Row(name="great", beside="small", shown=50, queries=7, work=110, size=3_000)
    small.seconds, great.seconds = [0.010, 0.012, 0.011], [0.022, 0.021, 0.023]

    head, first, second, *notes = lines([small, great], "work: rows")

    assert head.split()[-4:] == ["median", "p95", "x", "time"]
    assert first.split()[:7] == ["small", "50", "6", "100", "2.0", "1.00", "11.0"]
    assert second.split()[:6] == ["great", "50", "7", "110", "3.0", "1.10"]
    assert second.split()[-2:] == ["2.00", "small"]
    assert notes[0].startswith("work: rows")


def test_what_lists_nothing_has_a_dash() -> None:
    vote = Row(name="vote", beside="vote", seconds=[0.001])

    assert [*lines([vote], "")][1].split()[:2] == ["vote", "-"]


def test_the_bar_tells_how_far_the_great_one_is_as_well(capsys) -> None:
    bar = Bar(100_000, "replies")

    for _ in range(100):
        bar.add(1_000)

    told = capsys.readouterr().err.split("\r")
    assert "50,000/100,000 replies" in told[50]
    assert told[-1].endswith("100,000/100,000 replies\n")
