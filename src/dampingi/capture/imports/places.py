"""The regions an import may name, as the engine's finder."""

import uuid
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dampingi.engines.sheets import RegionIndex
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains, depth, inside
from dampingi.foundation.regions.models import Region, RegionAlias
from dampingi.foundation.regions.spelling import key


def finder(within: str) -> RegionIndex:
    aliases: dict[str, list[str]] = {}
    for code, name in RegionAlias.objects.filter(inside(within, "region_id")).values_list(
        "region_id", "name"
    ):
        aliases.setdefault(code, []).append(name)
    rows = Region.objects.filter(inside(within, "code")).values_list("code", "name")
    above = Region.objects.filter(code__in=_ancestors(within)).values_list("code", "name")
    return RegionIndex((code, name, aliases.get(code, ())) for code, name in [*above, *rows])


def _ancestors(code: str) -> list[str]:
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def check_region(code: str) -> None:
    """An import names a region that exists, at least a kabupaten or kota."""
    if not Region.objects.filter(code=code).exists():
        raise Refused(
            _("Wilayah %(code)s tidak ada. Tulis kodenya, misalnya 32.76 untuk Kota Depok.") % {"code": code}
        )
    if depth(code) < 2:
        raise Refused(_("Pilih kabupaten atau kota, bukan seluruh provinsi."))


def remember_places(by: Actor, within: str, chosen: Iterable[list[str]], names: Collection[str]) -> None:
    """Spellings a person explained and wants known: aliases of the regions, for every list from now on."""
    for kelurahan, kecamatan, code in chosen:
        said = kelurahan or kecamatan
        if said in names and key(said) and contains(within, code):
            RegionAlias.objects.get_or_create(
                region_id=code, key=key(said), defaults={"name": said[:120], "added_by": by.label}
            )


def spellings(actor: Actor) -> QuerySet[RegionAlias]:
    """Those that people added, of regions within reach."""
    reach = reduce(
        or_, (inside(code, "region_id") for code in actor.regions(Permission.IMPORT_SHEETS)), Q(pk=None)
    )
    return (
        RegionAlias.objects.filter(reach).exclude(added_by="").select_related("region").order_by("name", "id")
    )


@transaction.atomic
def forget_spelling(*, by: Actor, spelling: uuid.UUID) -> None:
    found = spellings(by).filter(id=spelling).first()
    if found is None:
        raise Refused(_("Sebutan itu tidak ada, atau di luar wilayah Anda."), status=404)
    record_event(
        by=by, action="forget_spelling", subject=("region", found.region_id), region=found.region_id,
        detail={"name": found.name},
    )  # fmt: skip
    found.delete()
