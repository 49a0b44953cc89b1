"""Take an article in from a file, plain text or JSON, once or again."""

from .file import MAX_FILE, Edited, File, Refusal
from .intake import Outcome, take_in
from .reading import parse, read
from .remarks import of as remarks_on
from .saying import said

__all__ = [
    "MAX_FILE",
    "Edited",
    "File",
    "Outcome",
    "Refusal",
    "parse",
    "read",
    "remarks_on",
    "said",
    "take_in",
]
