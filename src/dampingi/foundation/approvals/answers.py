import uuid

from django.http import HttpRequest

from dampingi.foundation.approvals.actions import settle


def settled(request: HttpRequest, kind: str, id: uuid.UUID) -> bool:
    """Do what the form of `c-verdict` said of what waits there; whether it was approved."""
    return settle(
        by=request.actor, subject=(kind, id), decision=request.POST.get("decision", ""),
        comment=request.POST.get("comment", ""), version=request.POST.get("version"),
    )  # fmt: skip
