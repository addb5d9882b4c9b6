"""The editions of the open table. Everyone may read them: nothing here asks for an actor."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.queries import below
from dampingi.insight.constraints.models import Publication
from dampingi.records.programmes.models import Programme

CITY = 2


def cities() -> list[str]:
    """The cities that publish: each once, however many programmes run in it or in a part of it."""
    regions = Programme.objects.order_by("-starts_on", "code").values_list("region", flat=True)
    return list(dict.fromkeys(code for region in regions for code in _cities(region)))


def _cities(region: str) -> list[str]:
    return [ancestor(region, CITY)] if depth(region) >= CITY else [r.code for r in below(region, CITY)]


def editions(region: str) -> Any:
    """The latest month first, and of a month the latest correction. Without `data`, which is read of the one that is opened."""
    return Publication.objects.filter(region=region).order_by("-day", "-number").defer("data")


def edition_of(region: str, day: datetime.date) -> Publication | None:
    return editions(region).filter(day=day).first()


def edition(region: str, wanted: str) -> Publication:
    """By its name (2026-06.1), '' the latest. Refuses one whose content no longer has its hash."""
    found = next((e for e in editions(region) if not wanted or e.edition == wanted), None)
    if found is None:
        raise Refused(_("Edisi itu tidak ada. Pilih dari daftar edisi."), status=404)
    if digest(found.data) != found.sha256:
        raise Conflict(
            _(
                "Isi edisi ini tidak lagi cocok dengan sidiknya, jadi tidak ditampilkan. Laporkan kepada dinas."
            )
        )
    return found
