"""What posting and voting cost in the great discussion, beside an empty one."""

from __future__ import annotations

import time
from statistics import median, quantiles
from typing import TYPE_CHECKING

from accounts.models import Member
from articles.models import Article
from forum import actions
from forum.models import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Deed = Callable[[Member], object]


def measure(rounds: int) -> list[str]:
    """The table, line by line. Each deed is really done, by a member who did none yet."""
    members = iter(Member.objects.order_by("-pk")[: rounds * 8])
    small, huge = (Article.objects.get(slug=slug) for slug in ("empty", "huge"))
    deepest = Reply.objects.filter(discussion__article=huge).order_by("-depth").first()
    hub = Reply.objects.get(discussion__article=huge, number=1)
    first = actions.post_reply(article=small, author=next(members), body="First.")
    deeds: dict[str, Deed] = {
        "post, empty discussion": _post(small),
        "post, 100,000 replies": _post(huge),
        "post under 50,000 answers": _post(huge, hub),
        "post at depth 32": _post(huge, deepest),
        "vote, empty discussion": _vote(first),
        "vote, 100,000 replies": _vote(hub),
    }
    seconds: dict[str, list[float]] = {name: [] for name in deeds}
    for _ in range(rounds):
        for name, deed in deeds.items():
            member = next(members)
            began = time.perf_counter()
            deed(member)
            seconds[name].append(time.perf_counter() - began)
    return list(_lines(seconds))


def _post(article: Article, parent: Reply | None = None) -> Deed:
    def deed(member: Member) -> object:
        return actions.post_reply(
            article=article, author=member, body="It does say so [1].", parent=parent
        )

    return deed


def _vote(reply: Reply) -> Deed:
    def deed(member: Member) -> object:
        return actions.vote(reply=reply, by=member, helpful=True)

    return deed


def _lines(seconds: dict[str, list[float]]) -> Iterable[str]:
    yield f"{'deed':<28}{'median ms':>11}{'p95 ms':>8}{'ratio':>7}"
    for name, taken in seconds.items():
        base = seconds[f"{name.partition(',')[0].split()[0]}, empty discussion"]
        ratio = median(taken) / median(base)
        p95 = quantiles(taken, n=20)[-1]
        yield f"{name:<28}{median(taken) * 1000:>11.1f}{p95 * 1000:>8.1f}{ratio:>7.2f}"
