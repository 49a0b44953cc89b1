"""Where articles stood before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


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
