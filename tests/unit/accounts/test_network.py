"""Where a request comes from, as far as limits need to know."""

from __future__ import annotations

import pytest

from accounts import network


@pytest.mark.parametrize(
    ("address", "household"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_a_household_of_ipv6_counts_as_one(address: str, household: str) -> None:
    assert network.household(address) == household
