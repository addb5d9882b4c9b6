"""Extracts of several cities laid side by side: which businesses probably are one, told to each city in its own pseudonyms."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.engines.lake import Manifest
from dampingi.engines.linkage.comparisons import COMPARISONS, UNKNOWN
from dampingi.engines.linkage.features import Unusable
from dampingi.engines.linkage.keyed import KEYED
from dampingi.engines.linkage.linking import Links, link_lists
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.lake.editions import editions
from dampingi.insight.lake.extracts import MARK, TABLE, named
from dampingi.insight.lake.keys import extract_key
from dampingi.insight.lake.spark import Spark
from dampingi.insight.lake.stores import Bucket, Store, store_at
from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.words import COMPARED

LIKELY = 0.6
"""The threshold groups were fixed with (benchmarks/_linkage_here.py)."""
COLUMNS = ("usaha", "kota_lain", "usaha_lain", "peluang", "yang_cocok")
_AGAINST = {UNKNOWN, "other"}
Extract = tuple[Manifest, Store]


def link_extracts(*, by: Actor, sources: Sequence[str], to: str, engine: str = "duckdb") -> dict[str, int]:
    """A file for each office with its share of the pairs; returns the file's name and how many. Raises Denied, Refused."""
    by.require(Permission.PUBLISH_LAKE, region="")
    found, target = _extracts(sources), store_at(to)
    try:
        links = (_on_spark(found) if engine == "spark" else _here(found)).pairs.to_pylist()
    except Unusable:
        raise Refused(
            _(
                "Satu usaha ada di dua ekstrak dengan nama samaran yang sama: salah satunya salinan. Periksa foldernya."
            )
        ) from None
    offices = {each.publisher: each for each, _store in found}
    told: dict[str, list[tuple[str, ...]]] = {_name(each): [] for each in offices.values()}
    for pair in links:
        for one, other in (("left", "right"), ("right", "left")):
            ours, theirs = (offices.get(pair[side].partition(".")[0]) for side in (one, other))
            if ours and theirs:
                told[_name(ours)].append(_line(pair, pair[one], pair[other], theirs.place))
    for name, lines in told.items():
        target.replace(name, _csv(lines))
    record_event(
        by=by, action="link_extracts", subject=("lake_edition", "-"), region="",
        detail={"offices": sorted(each.place for each in offices.values()), "pairs": len(links), "told": {name: len(lines) for name, lines in sorted(told.items())}},
    )  # fmt: skip
    return {name: len(lines) for name, lines in told.items()}


def _line(pair: dict[str, Any], one: str, other: str, place: str) -> tuple[str, ...]:
    agreed = " ".join(c.code for c in COMPARISONS if pair[c.code] not in _AGAINST)
    return one, place, other, f"{pair['probability']:.4f}", agreed


def _name(each: Manifest) -> str:
    return f"{each.place}-{each.publisher}.csv"


def _extracts(sources: Sequence[str]) -> list[Extract]:
    """In the order of their offices' pseudonyms. Raises Refused."""
    stores = {store.url: store for store in map(store_at, sources)}.values()
    found = sorted(
        ((each, store) for store in stores for each in editions(store) if each.tables.get(TABLE)),
        key=lambda pair: (pair[0].publisher, pair[0].at),
    )
    if twice := [
        each.place
        for each, after in pairwise(each for each, _store in found)
        if each.publisher == after.publisher
    ]:
        raise Refused(
            _(
                "Ekstrak %(places)s ada lebih dari sekali. Sebutkan hanya folder yang terakhir; bila kantornya hanya membuat satu, yang lain palsu."
            )
            % {"places": ", ".join(twice)}
        )
    if len(found) < 2:
        raise Refused(
            _("Penautan memerlukan ekstrak dari sedikitnya dua kantor. Sebutkan foldernya dengan --from.")
        )
    by_mark = defaultdict(list)
    for each, store in found:
        by_mark[_mark(each, store)].append(each.place)
    if len(by_mark) > 1:
        raise Refused(
            _(
                "Ekstrak ini tidak sekunci atau tidak seversi: %(groups)s. Minta yang berbeda membuatnya lagi dengan kunci provinsi yang sama."
            )
            % {"groups": " | ".join(", ".join(sorted(places)) for places in by_mark.values())}
        )
    for each, store in found:
        _hold_to_own(each, store)
    return found


def _hold_to_own(each: Manifest, store: Store) -> None:
    """An extract names businesses of its own office: what is found would else be told to another. Raises Refused."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    ids = pq.read_table(**_file(each, store), columns=["id"], partitioning=None).column("id")
    if pc.all(pc.fill_null(pc.starts_with(ids, f"{each.publisher}."), False)).as_py() is False:
        raise Refused(
            _(
                "Ekstrak %(place)s memuat usaha kantor lain. Minta kantornya membuatnya lagi: dampingi lake extract."
            )
            % {"place": each.place}
        )


def _file(each: Manifest, store: Store) -> dict[str, Any]:
    """For pyarrow, which reads a folder and a bucket alike."""
    path = each.tables[TABLE][0].path
    if isinstance(store, Bucket):
        return {"source": store.full(path), "filesystem": store.files}
    return {"source": f"{store.url}/{path}"}


def _mark(each: Manifest, store: Store) -> bytes:
    """Raises Refused."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(**_file(each, store)) as file:
            schema = file.schema_arrow
    except (OSError, pa.ArrowInvalid):
        schema = None
    if schema is None or not schema.equals(KEYED):
        raise Refused(
            _(
                "Ekstrak %(place)s hilang, rusak, atau dari versi lain. Minta kantornya membuatnya lagi: dampingi lake extract."
            )
            % {"place": each.place}
        )
    return bytes((schema.metadata or {}).get(MARK, b""))


def _here(found: Sequence[Extract]) -> Links:
    import pyarrow.parquet as pq

    lists = [pq.read_table(**_file(*each), partitioning=None) for each in found]
    return link_lists(lists, at_least=LIKELY)


def _on_spark(found: Sequence[Extract]) -> Links:
    from dampingi.engines.linkage.distributed import link_lists_on_spark

    lists = [Spark(store).rows(each.tables[TABLE][0].path) for each, store in found]
    return link_lists_on_spark(lists, at_least=LIKELY)


def _csv(lines: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(COLUMNS)
    write.writerows(sorted(lines))
    return out.getvalue().encode()


@transaction.atomic
def known_elsewhere(*, by: Actor, told: str) -> list[tuple[Business, dict[str, str]]]:
    """The office's own businesses in a file that `link_extracts` wrote for it, the likeliest first. Raises Denied, Refused."""
    by.require(Permission.PUBLISH_LAKE, region="")
    read = csv.DictReader(io.StringIO(told))
    rows = list(read)
    if not rows and tuple(read.fieldnames or ()) == COLUMNS:
        return []
    lines = [line for line in rows if _is_pair(line)]
    wanted = {line["usaha"] for line in lines}
    every = Business.objects.unscoped("to know its own again")
    own = named(extract_key())
    ours = {id: own(id) for id in every.values_list("id", flat=True).iterator() if own(id) in wanted}
    if not ours:
        raise Refused(
            _(
                "Tidak satu pun usaha kantor ini ada di berkas itu. Minta kepada provinsi berkas untuk kantor ini."
            )
        )
    kept = {ours[each.id]: each for each in every.filter(id__in=ours).select_related("owner")}
    record_event(
        by=by, action="open_extract_pairs", subject=("lake_edition", "-"), region="", detail={"businesses": len(kept)}
    )  # fmt: skip
    found = [(kept[line["usaha"]], line) for line in lines if line["usaha"] in kept]
    return sorted(found, key=lambda pair: (pair[1]["peluang"], pair[0].name), reverse=True)


def _is_pair(line: Mapping[str, str | None]) -> bool:
    return (
        all(line.get(name) for name in COLUMNS)
        and re.fullmatch(r"[01]\.\d{4}", line["peluang"] or "") is not None
    )


def told_of(business: Business, line: Mapping[str, str]) -> str:
    agreed = ", ".join(str(COMPARED[code]).lower() for code in line["yang_cocok"].split() if code in COMPARED)
    return _(
        "%(name)s, %(owner)s (/usaha/%(id)s/): mungkin tercatat juga di %(place)s, peluang %(chance)s; cocok: %(agreed)s"
    ) % {
        "name": business.name, "owner": business.owner.name, "id": business.id, "place": name_of(line["kota_lain"]),
        "chance": f"{min(99, int(float(line['peluang']) * 100))}%", "agreed": agreed,
    }  # fmt: skip
