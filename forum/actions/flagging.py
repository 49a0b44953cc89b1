"""A reader tells the moderators of a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts import throttle
from accounts.policies import refuse_unless
from forum import policies
from forum.models import ReplyFlag

if TYPE_CHECKING:
    from accounts.models import Member
    from forum.models import Reply


@transaction.atomic
def raise_flag(*, reply: Reply, by: Member, reason: str, text: str = "") -> ReplyFlag:
    """Tell the moderators that a reply breaks a rule.

    Said again while the flag is open, it is the same flag with what was said last; one
    that was called illegal stays so, and no earlier word of it is lost. Raises
    TooManyRequests or PermissionDenied, and then stores nothing.
    """
    reply.lock()
    refuse_unless(policies.can_flag(by, reply))
    flag = ReplyFlag.objects.open().filter(reply=reply, reporter=by).first()
    if flag is not None:
        flag.say_again(reason=reason, text=text)
        return flag
    throttle.count("flag", by=by)
    flag = ReplyFlag(reply=reply, reporter=by, reason=reason, text=text)
    flag.save()
    flag.weigh(change=+1)
    return flag
