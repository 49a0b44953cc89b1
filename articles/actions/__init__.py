"""What editors set out to do: write, publish, amend a source."""

from articles.drafts import Lead, NoteDraft, Place, Text
from articles.numbering import NumberTaken
from articles.rendition import PictureGone

from .correcting import NothingCorrected, note_correction
from .retracting import NotOut, reinstate, retract
from .sources import SourceChanged, amend_source, merge_sources, part_source
from .writing import (
    AddressTaken,
    Conflict,
    NotReady,
    begin_article,
    publish,
    revise_article,
    write_article,
)

__all__ = [
    "AddressTaken",
    "Conflict",
    "Lead",
    "NotOut",
    "NotReady",
    "NoteDraft",
    "NothingCorrected",
    "NumberTaken",
    "PictureGone",
    "Place",
    "SourceChanged",
    "Text",
    "amend_source",
    "begin_article",
    "merge_sources",
    "note_correction",
    "part_source",
    "publish",
    "reinstate",
    "retract",
    "revise_article",
    "write_article",
]
