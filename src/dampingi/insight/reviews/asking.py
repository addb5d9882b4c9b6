"""Which programme a page is about, and what stands around it: the parts of a programme's evaluation share both."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.insight.reviews.queries import readable
from dampingi.records.programmes.models import Programme

KEPT = ("program",)
ROUTES = ("review_freezes", "new_review_freeze", "exit_rules")


def address(name: str, programme: Programme) -> str:
    return f"{reverse(name)}?{urlencode({'program': programme.code})}"


def programme_asked(
    request: HttpRequest, permission: Permission = Permission.PRINT_REPORTS
) -> Programme | None:
    """The one asked for, within reach as a whole; else the newest; None where there is none."""
    code = request.GET.get("program", "")
    found = [
        p for p in readable(request.actor) if request.actor.may(permission, region=p.region, programme=p.id)
    ]
    if not code:
        return found[0] if found else None
    chosen = next((p for p in found if p.code == code), None)
    if chosen is None:
        raise Refused(_("Program itu tidak ada, atau di luar wilayah Anda. Pilih program lain."), status=404)
    return chosen


def around(request: HttpRequest, programme: Programme, part: str = "review") -> dict[str, Any]:
    return {
        "programme": programme,
        "others": [(p, address(part, p)) for p in readable(request.actor) if p.id != programme.id],
        "manages": request.actor.may(
            Permission.MANAGE_EVALUATION, region=programme.region, programme=programme.id
        ),
        "doors": {name: address(name, programme) for name in ("review", *ROUTES)},
        "tabs": [
            {"href": address(name, programme), "label": label, "current": name == part}
            for name, label in _parts()
        ],
    }


def _parts() -> list[tuple[str, str]]:
    return [
        ("review", _("Angka utama")),
        ("passing", _("Kelulusan peserta")),
        ("theory", _("Terhadap teorinya")),
        ("factors", _("Penghambat dan pendukung")),
        ("lessons", _("Pelajaran")),
    ]
