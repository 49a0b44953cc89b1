"""What an editor should look at in a file that was taken in, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles import checks
from articles.checks import Kind as Check
from articles.plaintext import Kind, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .file import File, Placed


def of(file: File) -> list[str]:
    """In the order of the file: what reading has shown, and what the checks find."""
    placed = [*_read(file), *_found(file)]
    return [said for _place, said in sorted(placed, key=lambda one: one[0])]


def _read(file: File) -> Iterator[Placed]:
    for remark in file.remarks:
        yield file.places.remark(remark, _said(remark))


def _found(file: File) -> Iterator[Placed]:
    """All that does not need the text rendered; marks were compared while reading."""
    unfit = {remark.number for remark in file.remarks if remark.kind == Kind.UNFIT}
    for finding in checks.find_besides_marks(file.body, file.notes):
        if not finding.number:
            yield file.places.text(finding.line, finding.message)
        elif finding.kind != Check.UNADDRESSED or finding.number not in unfit:
            yield file.places.note(finding.number, finding.message, finding.field)


def _said(remark: Remark) -> str:
    sentences = {
        Kind.MISCOUNTED: _("%(typed)s will show as %(shown)s."),
        Kind.UNDEFINED: _("%(typed)s has no source."),
        Kind.UNCITED: _("Source %(typed)s is never cited."),
        Kind.REPEATED: _(
            "Source %(typed)s is listed twice; only the first one counts."
        ),
        Kind.UNFIT: _(
            "“%(typed)s” is not an address on the web; it is part of the title."
        ),
    }
    return sentences[remark.kind] % {"typed": remark.typed, "shown": remark.shown}
