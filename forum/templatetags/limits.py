"""The numbers of rules, for sentences and scripts that name them."""

from django import template

from articles import pictures
from articles.models import Article
from articles.models.picture import LONGEST_WORDS
from forum.models.draft import KEPT_FOR

register = template.Library()

LIMITS = {
    "draft days": KEPT_FOR.days,
    "picture bytes": pictures.MAX_SIZE,
    "picture megabytes": pictures.MAX_SIZE // 1024**2,
    "picture credit": Article._meta.get_field("lead_credit").max_length or 0,
    "picture words": LONGEST_WORDS,
}


@register.simple_tag
def limit(of: str) -> int:
    """The number of one rule: {% limit "draft days" as days %}."""
    return LIMITS[of]
