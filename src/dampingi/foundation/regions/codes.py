"""Region codes carry the hierarchy: `32.76.05.1003` lies inside `32.76.05` because it starts so."""

from copy import copy
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, models
from django.db.models import Func, Q, QuerySet
from django.db.models.expressions import Col
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThan

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
    if (
        depth(prefix) == DEPTH["kelurahan"]
    ):  # nothing lies below: an index may go on to sort by its next column
        return Q(**{field: prefix})
    return Q(**{f"{field}__gte": prefix, f"{field}__lt": prefix + "/"})


def walked(rows: QuerySet) -> QuerySet:
    """The same ordered rows, for a page of them: by walking the index of their order and leaving out what does not fit.

    SQLite thinks every range rare and would sort a whole city, and prefers the index of a sector to the one that holds the order:
    such conditions are hidden from its planner. A kelurahan is an equality that the index of names begins with, and stays; so does
    a range of regions that the order begins with.
    """
    found = rows._chain()
    if connection.vendor == "sqlite":
        _hide(found.query.where, by_region=found.query.order_by[:1] in (("region",), ("-region",)))
    return found


def _hide(node: Any, *, by_region: bool) -> None:
    for place, child in enumerate(node.children):
        if hasattr(child, "children"):
            _hide(child, by_region=by_region)
        elif isinstance(child, _TEMPTING) and isinstance(child.lhs, Col) and isinstance(child.rhs, str):
            if isinstance(child.lhs.field, RegionCode) and (by_region or isinstance(child, Exact)):
                continue
            hidden = copy(child)
            hidden.lhs = _Hidden(child.lhs, output_field=child.lhs.field)
            node.children[place] = hidden


_TEMPTING = Exact | GreaterThanOrEqual | LessThan


class _Hidden(Func):
    template = "+%(expressions)s"


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
