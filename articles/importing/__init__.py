"""Read an article from a file, plain text or JSON, and say what was found in it."""

from .file import MAX_FILE, Edited, File, Refusal
from .reading import names_itself, parse, read
from .remarks import of as remarks_on
from .saying import Outcome, said

__all__ = [
    "MAX_FILE",
    "Edited",
    "File",
    "Outcome",
    "Refusal",
    "names_itself",
    "parse",
    "read",
    "remarks_on",
    "said",
]
