"""The regions an import may name, as the engine's finder."""

from django.utils.translation import gettext as _

from dampingi.engines.sheets import RegionIndex
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth, inside
from dampingi.foundation.regions.models import Region, RegionAlias


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
