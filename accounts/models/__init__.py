"""The nouns of the ground floor."""

from .ledger import ModerationEntry, ledger_url
from .member import Member
from .moderation import Flag, FlagQuerySet, Moderatable, Reason
from .tally import Tally

__all__ = [
    "Flag",
    "FlagQuerySet",
    "Member",
    "Moderatable",
    "ModerationEntry",
    "Reason",
    "Tally",
    "ledger_url",
]
