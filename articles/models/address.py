"""Where articles stood before."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .article import Article


def ever_at(slug: str) -> Q:
    """That an article stands at an address, or stood there once. No two ever do."""
    former = FormerAddress.objects.filter(slug=slug).values("article")
    return Q(slug=slug) | Q(pk__in=former)


class FormerAddress(models.Model):
    """Where an article stood when readers already had it: it leads on for ever."""

    slug = models.SlugField(max_length=120, unique=True)
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="former_addresses"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.slug
