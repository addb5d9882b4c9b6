"""What a row of a list and a record of the register each say of a business and its owner, under the same names."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dampingi.capture.imports.editions.matching import Entry
from dampingi.capture.imports.kinds.businesses import business_values
from dampingi.capture.imports.kinds.channels import channel_codes
from dampingi.capture.imports.kinds.cut import cut
from dampingi.engines.sheets.repeats import comparable
from dampingi.foundation.identifiers import blind_index
from dampingi.records.businesses.models import Business, Channel, Closure

BUSINESS = (
    "name", "region", "address", "sector", "kbli", "product", "phone", "other_phone", "nib", "started_year", "capital",
    "annual_sales", "workers", "latitude", "longitude",
)  # fmt: skip
PERSON = {"owner": "name", "nik": "nik", "sex": "sex", "born_on": "born_on"}
"""Fields of the comparison that belong to the owner, by the owner's own column."""
LIFE = ("status", "channels")
"""Kept in rows of their own: `status` is "closed" or "" (as far as anybody said), `channels` codes joined by commas."""
COLUMNS = (*BUSINESS, *PERSON)
FIELDS = (*COLUMNS, *LIFE)
CHUNK = 500
WHY = "the caller required the right to import into the region"


@dataclass(frozen=True, slots=True)
class Record:
    id: uuid.UUID
    owner_id: uuid.UUID
    values: dict[str, Any]
    """`nik` holds the blind index."""
    archived: bool
    owner_phone: str = ""
    kbli_edition: str = ""


def told(row: dict[str, Any]) -> dict[str, Any]:
    """What a row says; "" or None where it says nothing. `nik` is the number itself.

    A sector that was only guessed from a product's name is not said.
    """
    values = business_values(row)
    if not row["business_name"]:
        values["name"] = ""
    if not (row["sector"] or row["kbli"]):
        values["sector"] = ""
    values |= {
        "owner": cut(row["owner_name"], 150),
        "nik": row["nik"] or "",
        "sex": row["sex"] or "",
        "born_on": row["birth_date"],
        "status": row["status"] if row["status"] in ("active", "closed") else "",
        "channels": ",".join(channel_codes(row["channels"] or "")[0]),
    }
    return values


def entry_of(mark: Any, row: dict[str, Any]) -> Entry:
    nik = blind_index("nik", row["nik"]) if row["nik"] else None
    names = row["business_name"], row["owner_name"]
    told = comparable(*names, row["region"], row["phone"], row["address"], nik)
    return Entry(mark, told, row["nib"] or "", (row["external_id"] or "").lower())


def record_entry(record: Record) -> Entry:
    v = record.values
    phones = tuple(number for number in (v["phone"], v["other_phone"]) if number)
    row = comparable(v["name"], v["owner"], v["region"], phones, v["address"] or None, v["nik"] or None)
    return Entry(record.id, row, v["nib"])


def records(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Record]:
    found: dict[uuid.UUID, Record] = {}
    for start in range(0, len(ids), CHUNK):
        rows = Business.objects.unscoped(WHY).filter(id__in=ids[start : start + CHUNK])
        found |= {record.id: record for record in read_records(rows)}
        _add_life(found, ids[start : start + CHUNK])
    return found


def _add_life(found: dict[uuid.UUID, Record], ids: Sequence[uuid.UUID]) -> None:
    for closure in Closure.objects.unscoped(WHY).filter(business__in=ids, reopened_on=None):
        found[closure.business_id].values["status"] = "closed"
    channels = Channel.objects.unscoped(WHY).filter(business__in=ids, until=None).order_by("code")
    for business, code in channels.values_list("business_id", "code"):
        values = found[business].values
        values["channels"] = f"{values['channels']},{code}".strip(",")


def read_records(rows: Any) -> Iterator[Record]:
    """The records of a queryset of businesses."""
    owner = [f"owner__{'nik_index' if c == 'nik' else c}" for c in PERSON.values()]
    besides = ("id", "owner_id", "archived_at", "owner__phone", "kbli_edition")
    for id, owner_id, archived, phone, edition, *values in rows.values_list(*besides, *BUSINESS, *owner):
        told_fields = dict(zip(COLUMNS, values, strict=True)) | dict.fromkeys(LIFE, "")
        yield Record(id, owner_id, told_fields, archived is not None, phone, edition)


def entries(rows: Iterable[tuple[int, dict[str, Any]]]) -> list[Entry]:
    return [entry_of(at, row) for at, row in rows]


def survivors(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """{business: the one it was merged into}, for those that were, however often."""
    found: dict[uuid.UUID, uuid.UUID] = {}
    asked = list(ids)
    while asked:
        into: dict[uuid.UUID, uuid.UUID] = {}
        for start in range(0, len(asked), CHUNK):
            rows = Business.objects.unscoped(WHY).filter(id__in=asked[start : start + CHUNK])
            into |= dict(rows.exclude(merged_into=None).values_list("id", "merged_into_id"))
        found |= into
        asked = list(into.values())
    return {id: _last(found, id) for id in found}


def _last(into: dict[uuid.UUID, uuid.UUID], id: uuid.UUID) -> uuid.UUID:
    while id in into:
        id = into[id]
    return id
