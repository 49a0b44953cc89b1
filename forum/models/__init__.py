"""What people say about the news."""

from .citation import ReplyCitation
from .discussion import Discussion
from .flag import ReplyFlag
from .reply import MAX_DEPTH, Reply
from .vote import Vote

__all__ = [
    "MAX_DEPTH",
    "Discussion",
    "Reply",
    "ReplyCitation",
    "ReplyFlag",
    "Vote",
]
