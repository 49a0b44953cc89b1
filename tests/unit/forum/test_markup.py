"""What a reply looks like, and what never gets into it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import html5lib
import pytest

from forum.markup import Draughtsman, Powers
from forum.threads import Cursor, Order, Row
from tests.factories.forum import make_row

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


def test_a_reply_says_who_when_and_what() -> None:
    html = drawn(make_row(12, author="alice", body_html="<p>Both say so.</p>"))

    assert 'id="r12"' in html
    assert 'href="/members/alice/">alice</a>' in html
    assert '<time datetime="2026-05-04T12:00:00Z">3 h</time>' in html
    assert "<p>Both say so.</p>" in html


def test_a_name_is_text_wherever_it_stands() -> None:
    answer = make_row(2, parent_number=1, author=HOSTILE)
    row = make_row(1, author=HOSTILE, live_descendants=1, children=[answer])

    html = drawn(row)

    assert not list(tree(html).iter("i"))
    assert HOSTILE in "".join(tree(html).itertext())
    assert html.count("<") == html.count(">")


def test_a_member_may_answer_vote_and_flag_what_another_said() -> None:
    html = drawn(make_row(3))

    assert [h.rpartition("replies/")[2] for h in links(html)[1:]] == [
        "3/",
        "3/answer/",
        "3/answer/?quote=1",
        "3/",
        "3/flag/",
    ]
    assert 'formaction="/articles/models/replies/3/vote/"' in html
    assert 'id="answer-3"' in html


def test_an_author_withdraws_and_neither_votes_nor_flags() -> None:
    html = drawn(make_row(3, is_own=True))

    assert any(link.endswith("/3/withdraw/") for link in links(html))
    assert not any(link.endswith("/3/flag/") for link in links(html))
    assert "<button" not in html
    assert "reply--own" in classes(html)


def test_a_visitor_is_offered_nothing_but_reading() -> None:
    html = drawn(make_row(3), may=Powers())

    assert set(links(html)) == {"/members/alice/", "/articles/models/replies/3/"}
    assert "<button" not in html
    assert 'id="answer-3"' not in html


@pytest.mark.parametrize(
    ("is_voted", "pressed", "wanted"), [(False, "false", "on"), (True, "true", "off")]
)
def test_the_vote_button_says_where_it_stands(
    is_voted: bool,  # noqa: FBT001 - a column of the table
    pressed: str,
    wanted: str,
) -> None:
    [button] = tree(drawn(make_row(3, ups=4, is_voted=is_voted))).iter("button")

    assert button.get("aria-pressed") == pressed
    assert button.get("value") == wanted
    assert "Helpful: 4 members" in "".join(button.itertext())


def test_what_was_withdrawn_keeps_its_place_and_loses_its_words() -> None:
    row = make_row(3, is_live=False, author="bob", body_html="<p>Secret.</p>")

    html = drawn(row)

    assert "Withdrawn by its author." in html
    assert 'id="r3"' in html
    assert "Secret" not in html
    assert "bob" not in html
    assert links(html) == []


def test_what_was_removed_says_why_and_names_the_entry() -> None:
    row = make_row(
        3,
        is_live=False,
        is_hidden=True,
        hidden_reason="off_topic",
        ledger_entry=5,
        body_html="<p>Secret.</p>",
    )

    html = drawn(row)

    assert "Removed by a moderator: off topic." in html
    assert links(html) == ["/moderation/?to=5#e5"]
    assert "Secret" not in html


def test_answers_to_what_has_gone_do_not_name_its_author() -> None:
    answer = make_row(4, parent_number=3, author="carol")
    row = make_row(
        3, is_live=False, author="bob", live_descendants=1, children=[answer]
    )

    html = drawn(row)

    assert "bob" not in html
    assert "1 reply<" in html


def test_an_edited_reply_says_so() -> None:
    assert "edited" in drawn(make_row(3, edited_at=NOW))
    assert "edited" not in drawn(make_row(3))


def test_a_reply_at_the_last_level_says_what_it_answers() -> None:
    html = drawn(make_row(40, answers_number=39))

    assert 'answers <a href="/articles/models/replies/39/">#39</a>' in html


def test_a_branch_is_a_list_in_a_list() -> None:
    answer = make_row(2, parent_number=1)
    row = make_row(1, live_descendants=1, children=[answer])

    [details] = tree(drawn(row)).iter("details")

    assert details.get("open") is not None
    assert "1 reply to alice" in "".join(details.find("summary").itertext())
    assert details.find("ol").find("li").get("id") == "r2"


def test_answers_left_out_are_counted_and_linked_from_where_they_go_on() -> None:
    answer = make_row(2, parent_number=1, key=2)
    row = make_row(1, live_descendants=7, children=[answer])

    html = drawn(row, order=Order.OLD)

    assert links(html)[-1] == "/articles/models/replies/1/?order=old&after=2.1.0"
    assert "6 more replies" in html
    assert row.after == Cursor(key=2, before=1)


def test_a_branch_that_is_not_begun_is_continued_elsewhere() -> None:
    html = drawn(make_row(1, live_descendants=1))

    assert links(html)[-1] == "/articles/models/replies/1/"
    assert "Continue this thread: 1 more reply" in html


def test_under_the_reply_in_focus_the_page_itself_goes_on() -> None:
    html = drawn(make_row(1, live_descendants=7), focus=1)

    assert "reply--focus" in classes(html)
    assert "more" not in classes(html)


def test_a_reply_alone_is_drawn_without_what_hangs_under_it() -> None:
    answer = make_row(2, parent_number=1)
    row = make_row(1, live_descendants=7, children=[answer])
    pen = Draughtsman(slug="models", may=MEMBER, now=NOW)

    html = pen.lone([row])

    assert "r2" not in html
    assert "more" not in classes(html)


def test_after_a_vote_only_the_deeds_are_drawn_and_may_say_why_not() -> None:
    pen = Draughtsman(slug="models", may=MEMBER, now=NOW)

    html = pen.deeds(make_row(3), refusal="Wait <b>now</b>.")

    assert html.startswith('<div class="reply__acts" id="acts-3">')
    assert 'id="answer-3"' not in html
    assert '<span class="field__error" role="alert">Wait &lt;b&gt;now' in html


# ---------------------------------------------------------------------- Flat
def flat(*rows: Row, **options: Any) -> str:
    pen = Draughtsman(slug="models", may=MEMBER, now=NOW, **options)
    return pen.flat(rows)


def gone(number: int) -> Row:
    return make_row(number, is_live=False, author="bob", body_html="<p>Secret.</p>")


def test_flat_replies_stand_side_by_side() -> None:
    html = flat(make_row(1, live_descendants=1), make_row(2, parent_number=1))

    assert [item.get("id") for item in tree(html)] == ["r1", "r2"]
    assert not {"branch", "more"} & classes(html)


def test_one_that_is_gone_says_how_and_several_share_a_line() -> None:
    html = flat(gone(1), make_row(2), gone(3), gone(4), gone(5))

    assert [item.get("id") for item in tree(html)] == ["r1", "r2", "r3"]
    assert html.count("Withdrawn by its author.") == 1
    assert "Replies 3 to 5 were withdrawn or removed." in html
    assert "Secret" not in html
    assert "bob" not in html


def test_siblings_that_are_gone_share_a_line_and_each_keeps_its_branch() -> None:
    rows = [gone(number) for number in (1, 2, 4)]
    for row in rows:
        answer = make_row(row.number + 10, parent_number=row.number)
        row.children, row.live_descendants = [answer], 1

    html = drawn(*rows, make_row(5))

    assert [item.get("id") for item in tree(html)] == ["r1", "r2", "r4", "r5"]
    assert html.count('<p class="reply__gone">') == 1
    assert "3 replies were withdrawn or removed." in html
    assert all(f'id="b{number}"' in html for number in (1, 2, 4))


def test_the_reply_in_focus_shares_no_line() -> None:
    html = drawn(gone(1), gone(2), focus=2)

    assert html.count("Withdrawn by its author.") == 2


def test_what_addresses_of_replies_take_along_goes_on_with_a_branch() -> None:
    row = make_row(1, live_descendants=7, children=[make_row(2, key=2)])

    html = drawn(row, asked={"since": "3"})

    assert links(html)[-1].endswith("/replies/1/?order=best&after=2.1.0&since=3")
    assert "/articles/models/replies/1/?since=3" in links(html)
