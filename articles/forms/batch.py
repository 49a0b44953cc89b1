"""Files to be taken in, several at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy as _

from articles.models import BatchFile

MAX_FILES = 50  # at once; a worker has them done in about a minute
MAX_NAME = BatchFile._meta.get_field("name").max_length or 0


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """All the files that were chosen. An empty one is refused when it is read."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        chosen = data if isinstance(data, list | tuple) else [data]
        if len(chosen) > MAX_FILES:
            said = gettext("Choose at most %(most)d files.")
            raise ValidationError(said % {"most": MAX_FILES})
        return [super(FilesField, self).clean(one, initial) for one in chosen or [None]]


class BatchForm(forms.Form):
    chosen = FilesField(
        label=_("Files"),
        allow_empty_file=True,
        max_length=MAX_NAME,
        widget=FilesInput(attrs={"accept": ".txt,.md,.json"}),
        help_text=format_lazy(
            _(
                "Plain text or JSON, at most {files} files and {size} MB together. "
                "The name of a file becomes its article's address."
            ),
            files=MAX_FILES,
            size=settings.LARGEST_UPLOAD // 1024**2,
        ),
    )
    is_final = forms.BooleanField(label=_("Publish what is fit for it"), required=False)
    over = forms.BooleanField(
        label=_("Write over what was edited since its last import"), required=False
    )
    is_trial = forms.BooleanField(
        label=_("Only try: say what would be done"), required=False
    )

    @property
    def handed_in(self) -> list[tuple[str, bytes]]:
        return [(file.name, file.read()) for file in self.cleaned_data["chosen"]]

    @property
    def asked(self) -> dict[str, bool]:
        """What is to be done with them, as `actions.hand_in` takes it."""
        return {
            name: self.cleaned_data[name] for name in ("is_final", "over", "is_trial")
        }
