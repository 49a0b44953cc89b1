"""What members type in a discussion."""

from .draft import DraftForm
from .flag import FlagForm
from .reply import EditForm, ReplyForm, TextForm

__all__ = ["DraftForm", "EditForm", "FlagForm", "ReplyForm", "TextForm"]
