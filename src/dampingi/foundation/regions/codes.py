"""Region codes carry the hierarchy: `32.76.05.1003` lies inside `32.76.05` because it starts so."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q

LEVELS = ("provinsi", "kota", "kecamatan", "kelurahan")
DEPTH = {"provinsi": 1, "kota": 2, "kecamatan": 3, "kelurahan": 4}
_LENGTHS = (2, 5, 8, 13)

_WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
_WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}


class RegionCode(models.CharField):
    """A region code column, compared byte by byte on every database so that prefix ranges use the index."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 13)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection):
        params = super().db_parameters(connection)
        params["collation"] = "C" if connection.vendor == "postgresql" else None
        return params


def inside(prefix: str, field: str = "region") -> Q:
    """Rows whose `field` is `prefix` or lies below it: a range, since LIKE scans on SQLite. '' is the whole country."""
    if not prefix:
        return Q()
    return Q(**{f"{field}__gte": prefix, f"{field}__lt": prefix + "/"})


def contains(prefix: str, code: str) -> bool:
    return not prefix or code == prefix or code.startswith(prefix + ".")


def depth(code: str) -> int:
    """1 province, 2 kabupaten/kota, 3 kecamatan, 4 kelurahan/desa; 0 the whole country."""
    return code.count(".") + 1 if code else 0


def level(code: str) -> str:
    return LEVELS[depth(code) - 1]


def ancestor(code: str, at_depth: int) -> str:
    return code[: _LENGTHS[at_depth - 1]] if at_depth else ""


def zone(code: str) -> ZoneInfo:
    """The region's time zone (WIB, WITA or WIT)."""
    province = code[:2]
    name = "Asia/Makassar" if province in _WITA else "Asia/Jayapura" if province in _WIT else "Asia/Jakarta"
    return ZoneInfo(name)
