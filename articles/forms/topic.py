"""A topic, which readers see and follow."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from articles import cleaning
from articles.models import Topic
from articles.spelling import ADDRESS

from .article import NO_ADDRESS


class TopicForm(forms.ModelForm[Topic]):
    class Meta:
        model = Topic
        fields = ("name", "slug")
        error_messages = {
            "name": {"unique": _("Another topic has this name.")},
            "slug": {
                "invalid": NO_ADDRESS,
                "unique": _("Another topic has this address."),
            },
        }

    def clean_name(self) -> str:
        """A name that nobody sees cannot be followed."""
        name: str = self.cleaned_data["name"]
        if not cleaning.is_visible(name):
            raise ValidationError(gettext("This name has nothing that can be seen."))
        return name

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if not ADDRESS.fullmatch(slug):
            raise ValidationError(NO_ADDRESS)
        return slug
