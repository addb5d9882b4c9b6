"""Where a call comes from, for limits: behind the office's own proxy every call comes from the proxy."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest, _credentials: object = None) -> str:
    """The caller's network address. Behind a proxy (DAMPINGI_HTTPS=1) the last one the proxy wrote: what stands before it anyone can write."""
    told = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE else ""
    try:
        return str(ipaddress.ip_address(told.rpartition(",")[2].strip()))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))
