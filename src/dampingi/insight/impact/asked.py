"""Which region's programmes are compared: where several cities report, the reader chooses."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import names
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import programmes

REGION = "wilayah"


@dataclass(frozen=True)
class Asked:
    """All years of one office's programme; `choices` are the regions there are."""

    region: str
    programmes: tuple[Programme, ...]
    choices: tuple[tuple[str, str], ...]

    def address(self, route: str, **more: str) -> str:
        told = {REGION: self.region} | more
        return f"{reverse(route)}?{urlencode({k: v for k, v in told.items() if v})}"

    def others(self) -> list[tuple[str, str]]:
        """(name, address) of the other regions."""
        there = reverse("impact")
        return [
            (n, f"{there}?{urlencode({REGION: code})}") for code, n in self.choices if code != self.region
        ]


def asked(actor: Actor, told: Mapping[str, str]) -> Asked:
    """Raises Refused (404) where there is no programme, or none in the region asked for."""
    found = programmes(actor)
    if not found:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    regions = list(dict.fromkeys(p.region for p in found))
    region = told.get(REGION, "") or regions[0]
    if region not in regions:
        raise Refused(_("Tidak ada program di wilayah itu. Pilih dari daftar."), status=404)
    called = names(regions)
    same = tuple(p for p in found if p.region == region)
    return Asked(region, same, tuple((code, called.get(code, code)) for code in sorted(regions)))
