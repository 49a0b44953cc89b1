"""Where a request comes from, as far as limits need to know."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter

if TYPE_CHECKING:
    from django.http import HttpRequest

HOUSEHOLD = 64  # bits; a provider gives each household that much of IPv6


def origin(request: HttpRequest) -> str:
    """The network address, or the household it is in. Trusted proxies are allauth's."""
    return household(get_adapter().get_client_ip(request))


def household(address: str) -> str:
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(IPv6Network((ip, HOUSEHOLD), strict=False).network_address)
    return str(ip)
