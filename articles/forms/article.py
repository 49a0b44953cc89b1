"""All of an article but its sources."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from articles import cleaning
from articles.models import Article, Revision
from articles.spelling import ADDRESS, in_address

MADE = 120  # characters of an address that is made from a title
NO_ADDRESS = _(
    "An address has small Latin letters and digits, and hyphens between them: "
    "open-models."
)
NO_LETTERS = _(
    "No address can be made from this title, for it has no Latin letter: write one here."
)
NO_TITLE = _("Give the article an address.")
HOUR_FORMAT = "%Y-%m-%dT%H:%M"  # what a browser's own field for a moment speaks


class ArticleForm(forms.ModelForm[Article]):
    """It never saves: `actions.write_article` does."""

    began_from = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stood_at = forms.CharField(widget=forms.HiddenInput, required=False)
    summary = forms.CharField(
        label=_("Summary of the change"),
        max_length=Revision._meta.get_field("summary").max_length,
        required=False,
        widget=forms.TextInput(attrs={"class": "desk__wide"}),
        help_text=_("One line for the list of revisions."),
    )

    class Meta:
        model = Article
        fields = ("title", "slug", "standfirst", "topic", "body", "publish_at")
        widgets = {
            "title": forms.TextInput(attrs={"class": "desk__wide"}),
            "slug": forms.TextInput(attrs={"class": "desk__wide"}),
            "standfirst": forms.Textarea(attrs={"class": "desk__wide", "rows": 3}),
            "body": forms.Textarea(attrs={"class": "desk__wide", "rows": 22}),
            "publish_at": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format=HOUR_FORMAT
            ),
        }
        error_messages = {
            "slug": {
                "invalid": NO_ADDRESS,
                "unique": _("Another article has this address."),
            }
        }
        labels = {"publish_at": _("Publication date")}
        help_texts = {
            "slug": _(
                "Left empty, it is made from the title. Once readers have it, the "
                "former address leads on to a new one."
            ),
            "body": _(
                "Markdown. Write [1] where the text leans on source 1; "
                "later uses become [1:1], [1:2] by themselves."
            ),
            "publish_at": _(
                "In UTC. A moment to come: readers have the article from then on. "
                "Empty: at once, when you publish."
            ),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["slug"].required = False
        self.fields["began_from"].initial = self.instance.version
        self.fields["stood_at"].initial = self.instance.slug
        if self.instance.is_published:
            self.fields["publish_at"].disabled = True

    def clean_title(self) -> str:
        """A title that nobody sees cannot be followed."""
        title: str = self.cleaned_data["title"]
        if not cleaning.is_visible(title):
            raise ValidationError(gettext("This title has nothing that can be seen."))
        return title

    def clean_slug(self) -> str:
        """Whoever did not touch it leaves it where another editor has moved it."""
        typed: str = self.cleaned_data["slug"]
        stands_at = self.instance.slug
        if self.instance.is_published and typed in ("", self.data.get("stood_at")):
            return stands_at
        if typed and typed == stands_at:
            return typed
        title = self.cleaned_data.get("title", "")
        slug = typed.lower() or in_address(title, most=MADE)
        if not slug:
            raise ValidationError(NO_LETTERS if title else NO_TITLE)
        if not ADDRESS.fullmatch(slug):
            raise ValidationError(NO_ADDRESS)
        return slug

    def clean_body(self) -> str:
        return cleaning.tidy(self.cleaned_data["body"])
