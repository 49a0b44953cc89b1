"""What people say about the news."""

from .citation import ReplyCitation
from .discussion import Discussion
from .draft import Draft
from .flag import ReplyFlag
from .mention import Mention
from .move import OrderMove
from .reply import MAX_DEPTH, Reply
from .revision import ReplyRevision
from .visit import Visit
from .vote import Vote

__all__ = [
    "MAX_DEPTH",
    "Discussion",
    "Draft",
    "Mention",
    "OrderMove",
    "Reply",
    "ReplyCitation",
    "ReplyFlag",
    "ReplyRevision",
    "Visit",
    "Vote",
]
