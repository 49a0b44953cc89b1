"""Members who have done nothing yet, however often something is measured."""

from __future__ import annotations

from accounts.models import Member


def newcomers(count: int) -> list[Member]:
    """So many more members."""
    begin = Member.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    names = (f"newcomer{begin + n}x" for n in range(count))
    return Member.objects.bulk_create(
        [Member(username=name, email=f"{name}@example.org") for name in names],
        batch_size=500,
    )
