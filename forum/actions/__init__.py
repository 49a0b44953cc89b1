"""What members set out to do in a discussion."""

from .drafting import (
    Overwritten,
    TooMany,
    Written,
    discard_draft,
    keep_draft,
    keep_refused,
)
from .editing import Overtaken, edit_reply
from .flagging import raise_flag
from .posting import SentBefore, post_reply
from .voting import vote
from .withdrawing import put_back_reply, withdraw_reply

__all__ = [
    "Overtaken",
    "Overwritten",
    "SentBefore",
    "TooMany",
    "Written",
    "discard_draft",
    "edit_reply",
    "keep_draft",
    "keep_refused",
    "post_reply",
    "put_back_reply",
    "raise_flag",
    "vote",
    "withdraw_reply",
]
