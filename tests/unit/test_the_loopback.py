"""The web of one machine is put away with the visit, however that ends: a test of the tests."""

import threading

import pytest

from articles.fetching import RefusedError
from tests.loopback import ask, page, response


def who_serves() -> list[str]:
    return [one.name for one in threading.enumerate() if "serve_forever" in one.name]


def test_after_a_visit_nobody_serves() -> None:
    assert ask(page("A memo")) == "A memo"

    assert who_serves() == []


def test_nor_after_one_that_failed() -> None:
    with pytest.raises(RefusedError):
        ask(response(kind="text/plain"))

    assert who_serves() == []
