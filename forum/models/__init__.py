"""What people say about the news."""

from .citation import ReplyCitation
from .discussion import Discussion
from .flag import ReplyFlag
from .move import OrderMove
from .reply import MAX_DEPTH, Reply
from .visit import Visit
from .vote import Vote

__all__ = [
    "MAX_DEPTH",
    "Discussion",
    "OrderMove",
    "Reply",
    "ReplyCitation",
    "ReplyFlag",
    "Visit",
    "Vote",
]
