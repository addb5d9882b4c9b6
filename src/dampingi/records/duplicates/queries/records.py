"""The register as the linkage engine takes it: an Arrow table, and for some records a hash of what is compared."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dampingi.foundation.canonical import digest
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import inside
from dampingi.records.businesses.models import Business

if TYPE_CHECKING:
    import pyarrow as pa

WHY = "compared by a search whose region was required"
CHUNK = 20_000
_VALUES = (
    "id", "name", "owner__name", "phone", "other_phone", "owner__phone", "nib", "owner__nik_index", "owner__born_on", "owner__sex",
    "address", "region", "latitude", "longitude", "product",
)  # fmt: skip
Told = Callable[[int], None]


def register_of(region: str, *, told: Told | None = None) -> "pa.Table":
    """Every business of the region that is not archived."""
    return _table(_living().filter(inside(region)), told)


def rows_of(origin: Origin) -> "pa.Table":
    """The businesses that came with one import."""
    return _table(_living().filter(origin=origin), None)


def these(ids: Iterable[uuid.UUID]) -> "pa.Table":
    return _table(_living().filter(id__in=list(ids)), None)


def hashes(records: "pa.Table", ids: Iterable[str]) -> dict[str, str]:
    """id -> hash of everything the engine sees of it."""
    import pyarrow as pa  # here: Arrow takes forty megabytes, and few look for repeats
    import pyarrow.compute as pc

    wanted = pa.array(sorted(set(ids)), pa.string())
    found = records.filter(pc.is_in(records.column("id"), value_set=wanted))
    return {row["id"]: digest(row) for row in found.to_pylist()}


def _living() -> Any:
    return Business.objects.unscoped(WHY).filter(archived_at=None)


def _table(rows: Any, told: Told | None) -> "pa.Table":
    import pyarrow as pa

    batches, count, schema = [], 0, _schema()
    for chunk in _chunks(rows.values_list(*_VALUES).iterator(chunk_size=CHUNK)):
        batches.append(pa.RecordBatch.from_pylist(chunk, schema=schema))
        count += len(chunk)
        if told:
            told(count)
    return pa.Table.from_batches(batches, schema=schema)


def _schema() -> "pa.Schema":
    import pyarrow as pa

    from dampingi.engines.linkage.features import COLUMNS

    return pa.schema(
        [
            *((name, pa.string()) for name in COLUMNS[:3]),
            ("phones", pa.list_(pa.string())),
            *((name, pa.string()) for name in COLUMNS[4:10]),
            ("latitude", pa.float64()),
            ("longitude", pa.float64()),
            ("product", pa.string()),
        ]
    )


def _chunks(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(_record(*row))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _record(
    id: Any, name: str, owner: str, phone: str, other_phone: str, owners_phone: str, nib: str, nik: str, born: Any, sex: str, address: str,
    region: str, latitude: Any, longitude: Any, product: str,
) -> dict[str, Any]:  # fmt: skip
    return {
        "id": str(id), "business_name": name, "owner_name": owner,
        "phones": list(dict.fromkeys(p for p in (phone, other_phone, owners_phone) if p)), "nib": nib, "nik": nik,
        "born_on": born.isoformat() if born else None, "sex": sex, "address": address, "region": region,
        "latitude": None if latitude is None else float(latitude),
        "longitude": None if longitude is None else float(longitude), "product": product,
    }  # fmt: skip
