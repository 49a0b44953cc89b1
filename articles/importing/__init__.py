"""Take an article in from a file of plain text, once or again."""

from .file import File, Refusal, read
from .intake import Outcome, take_in

__all__ = ["File", "Outcome", "Refusal", "read", "take_in"]
