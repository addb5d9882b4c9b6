"""A region in words with its levels, since names repeat: Kelurahan Beji, Kecamatan Beji, Kota Depok."""

from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.models import Region

PREFIXED = {"kelurahan": "Kelurahan", "desa": "Desa", "kecamatan": "Kecamatan"}


def place_words(region: str, *, upto: int = 2) -> str:
    """From the region itself up to that depth (2 kota, 3 kecamatan). Cities carry their kind in their name."""
    codes = [ancestor(region, d) for d in range(depth(region), upto - 1, -1)]
    found = {r.code: r for r in Region.objects.filter(code__in=codes)}
    return ", ".join(_named(found[c]) for c in codes if c in found)


def _named(region: Region) -> str:
    prefix = PREFIXED.get(region.kind)
    return f"{prefix} {region.name}" if prefix else region.name
