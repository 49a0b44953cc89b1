"""What members set out to do in a discussion."""

from .flagging import raise_flag
from .posting import SentBefore, post_reply
from .voting import vote
from .withdrawing import withdraw_reply

__all__ = ["SentBefore", "post_reply", "raise_flag", "vote", "withdraw_reply"]
