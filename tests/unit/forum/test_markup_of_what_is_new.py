"""What is new to a reader is marked, and nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import html5lib
import pytest

from forum.markup import Draughtsman, Powers
from tests.factories.forum import make_row

if TYPE_CHECKING:
    from forum.threads import Row

NOW = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)
MEMBER = Powers(reply=True, vote=True, flag=True, withdraw=True)
HOSTILE = "<i x=\"'>&"


def drawn(*rows: Row, may: Powers = MEMBER, **options: Any) -> str:
    return Draughtsman(slug="models", may=may, now=NOW, **options).thread(rows)


def tree(html: str) -> Any:
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def links(html: str) -> list[str]:
    return [link.get("href") for link in tree(html).iter("a")]


def classes(html: str) -> set[str]:
    found = (element.get("class", "") for element in tree(html).iter())
    return {name for value in found for name in value.split()}


def test_what_has_a_higher_number_than_was_seen_is_new() -> None:
    html = drawn(make_row(4), make_row(5), since=4)

    assert [item.get("class") for item in tree(html)] == ["reply", "reply reply--new"]
    assert html.count('<span class="reply__new">new</span>') == 1


@pytest.mark.parametrize("since", [None, 5])
def test_where_nothing_was_seen_or_everything_nothing_is_new(since: int | None) -> None:
    assert "reply--new" not in drawn(make_row(5), since=since)


@pytest.mark.parametrize("state", [{"is_own": True}, {"is_live": False}])
def test_what_is_one_s_own_or_gone_is_not_new(state: dict[str, bool]) -> None:
    html = drawn(make_row(5, **state), since=1)

    assert not {"reply--new", "reply__new"} & classes(html)


@pytest.mark.parametrize(
    ("answer", "is_new"),
    [
        (make_row(7, parent_number=1), True),
        (make_row(7, parent_number=1, is_own=True), False),
        (make_row(3, parent_number=1), False),
    ],
    ids=["another's", "one's own", "seen"],
)
def test_a_folded_branch_says_whether_something_new_is_in_it(
    answer: Row,
    is_new: bool,  # noqa: FBT001 - a column of the table
) -> None:
    middle = make_row(
        2, parent_number=1, live_descendants=1, subtree_last_number=7, children=[answer]
    )
    row = make_row(1, live_descendants=2, subtree_last_number=7, children=[middle])

    assert ("branch--new" in classes(drawn(row, since=4))) is is_new


def test_where_answers_are_left_out_the_last_of_them_may_be_new() -> None:
    row = make_row(1, live_descendants=9, children=[make_row(2)])
    row.subtree_last_number = 40

    assert "branch--new" in classes(drawn(row, since=4))
    assert "branch--new" not in classes(drawn(row, since=40))


def test_where_answers_go_on_names_the_order_though_it_is_the_usual_one() -> None:
    row = make_row(1, live_descendants=7, children=[make_row(2, key=2)])

    assert links(drawn(row))[-1] == "/articles/models/replies/1/?order=best&after=2.1.0"
