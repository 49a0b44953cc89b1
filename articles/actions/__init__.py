"""What editors set out to do: write, publish, take files in, amend a source."""

from articles.drafts import Lead, NoteDraft, Place, Text
from articles.numbering import NumberTaken
from articles.rendition import PictureGone

from .batches import hand_in, resume, take_in_file
from .correcting import NothingCorrected, note_correction
from .retracting import NotOut, reinstate, retract
from .sources import (
    OnlyInDrafts,
    SourceChanged,
    amend_source,
    merge_sources,
    part_source,
)
from .taking_in import already_is, meant, take_in
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
    "OnlyInDrafts",
    "PictureGone",
    "Place",
    "SourceChanged",
    "Text",
    "already_is",
    "amend_source",
    "begin_article",
    "hand_in",
    "meant",
    "merge_sources",
    "note_correction",
    "part_source",
    "publish",
    "reinstate",
    "resume",
    "retract",
    "revise_article",
    "take_in",
    "take_in_file",
    "write_article",
]
