"""Published articles by the month in which they appeared, in the site's own time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone

from .models import Article

if TYPE_CHECKING:
    from .models.article import ArticleQuerySet

YEAR, MONTH = "(?P<year>[12][0-9]{3})", "(?P<month>0[1-9]|1[0-2])"  # in addresses


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year. `count` is how many articles appeared in it, if counted."""

    year: int
    month: int
    count: int = 0

    @classmethod
    def of(cls, moment: datetime, count: int = 0) -> Month:
        here = timezone.localtime(moment, timezone.get_default_timezone())
        return cls(here.year, here.month, count)

    @property
    def start(self) -> datetime:
        zone = timezone.get_default_timezone()
        return datetime(self.year, self.month, 1, tzinfo=zone)

    @property
    def end(self) -> datetime:
        years, month = divmod(self.month, 12)
        zone = timezone.get_default_timezone()
        return datetime(self.year + years, month + 1, 1, tzinfo=zone)

    def get_absolute_url(self) -> str:
        return reverse("forum:month", args=[f"{self.year:04}", f"{self.month:02}"])

    @property
    def articles(self) -> ArticleQuerySet:
        """What appeared in it."""
        return Article.objects.published().filter(
            publish_at__gte=self.start, publish_at__lt=self.end
        )

    @property
    def earlier(self) -> Month | None:
        """The nearest month before it in which something appeared."""
        articles = Article.objects.published().filter(publish_at__lt=self.start)
        return _month_of(articles.newest_first())

    @property
    def later(self) -> Month | None:
        """The nearest month after it."""
        articles = Article.objects.published().filter(publish_at__gte=self.end)
        return _month_of(articles.order_by("publish_at", "pk"))


def months(year: int | None = None) -> list[Month]:
    """Those in which something appeared, the newest first; of one year, or of all."""
    articles = Article.objects.published()
    if year:
        first, last = Month(year, 1), Month(year, 12)
        articles = articles.filter(publish_at__gte=first.start, publish_at__lt=last.end)
    month = TruncMonth("publish_at", tzinfo=timezone.get_default_timezone())
    counted = articles.annotate(month=month).values("month").annotate(n=Count("pk"))
    found = counted.order_by("-month").values_list("month", "n")
    return [Month.of(start, count) for start, count in found]


def _month_of(articles: ArticleQuerySet) -> Month | None:
    moment = articles.values_list("publish_at", flat=True).first()
    return Month.of(moment) if moment else None
