"""The restricted extract: every business of the office as tokens under the province's key, for one who looks for the same business in several cities."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.lake import Partition, Pseudonyms, Stored, publisher
from dampingi.engines.linkage.features import features
from dampingi.engines.linkage.keyed import KEYED, VERSION, keyed, mark
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.identifiers import unseal
from dampingi.insight.lake.actions import EXTRACT_FILE, SCHEMA_FILE, finish, previous_of
from dampingi.insight.lake.keys import extract_key, province_key
from dampingi.insight.lake.models import LakeEdition
from dampingi.insight.lake.parquet import sha256_of
from dampingi.insight.lake.places import own_places
from dampingi.insight.lake.stores import store_at
from dampingi.records.businesses.models import Person
from dampingi.records.duplicates.queries.records import register_of

TABLE, MARK = "linkage", b"mark"


def publish_extract(*, by: Actor, to: str) -> LakeEdition:
    """Raises Denied, Refused, Conflict."""
    by.require(Permission.PUBLISH_LAKE, region="")
    key, own, store, at, ids = province_key(), own_places(), store_at(to), timezone.now(), extract_key()
    if store.read(SCHEMA_FILE) is not None:
        raise Refused(
            _("Di sana ada danau data, yang dibaca banyak kantor. Simpan ekstrak di folder tersendiri.")
        )
    previous = previous_of(store, own, own.home, publisher(ids)).get(own.home)
    store.replace(EXTRACT_FILE, _described())
    with tempfile.TemporaryDirectory(prefix="dampingi-extract-") as scratch:
        local = Path(scratch) / "rows.parquet"
        rows = _write(local, key, ids)
        sha256, size = sha256_of(local), local.stat().st_size
        path = f"{Partition(TABLE, own.home, 0).folder}/{sha256[:32]}.parquet"
        store.keep(local, path)
    return finish(
        by=by, store=store, at=at, previous=previous, place=own.home, ours=publisher(ids), columns={TABLE: tuple(KEYED.names)},
        files={TABLE: [Stored(path, 0, rows, size, sha256, "")]}, rows=rows, action="publish_extract",
    )  # fmt: skip


def named(ids: bytes) -> Callable[[object], str]:
    """How a business is called in the office's extract, and in what was found by it: whose it is, and its pseudonym."""
    pseudonyms, whose = Pseudonyms(ids), publisher(ids)
    return lambda each: f"{whose}.{pseudonyms.of(each)}"


def _write(local: Path, key: bytes, ids: bytes) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    records = register_of("")
    niks = _niks()
    opened = pa.array([niks.get(index, "") for index in records.column("nik").to_pylist()], pa.string())
    records = records.set_column(records.column_names.index("nik"), "nik", opened)
    table = keyed(features(records), map(named(ids), records.column("id").to_pylist()), key)
    pq.write_table(table.replace_schema_metadata({MARK: mark(key)}), local, compression="zstd")
    return int(table.num_rows)


def _niks() -> dict[str, str]:
    """How the office finds a NIK -> the NIK: the office's own index means nothing elsewhere."""
    people = Person.objects.unscoped("tokens of an extract").exclude(nik_index="")
    told = people.values_list("nik_index", "nik_sealed")
    return {index: unseal("nik", sealed) for index, sealed in told.iterator()}


def _described() -> bytes:
    told = {"version": VERSION, "table": TABLE, "columns": {each.name: str(each.type) for each in KEYED}}
    return (json.dumps(told, indent=1) + "\n").encode()
