"""From records as typed to what is compared: words as they sound, parts of addresses."""

import re
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from typing import Any

import pyarrow as pa

from dampingi.engines.linkage.addresses import NOWHERE, Address, address_parts
from dampingi.engines.naming import (
    GENERAL,
    WARES,
    Named,
    business_words,
    called_sex,
    person_words,
    sound,
    ware,
)

COLUMNS = (
    *("id", "business_name", "owner_name", "phones", "nib", "nik", "born_on", "sex"),
    *("address", "region", "latitude", "longitude", "product"),
)
"""What a table of records must have. `phones` is a list in E.164, `born_on` ISO text or null, `sex` L, P or empty."""

WORDS = pa.list_(pa.string())
SHAPE = pa.schema(
    [
        *(("id", pa.string()), ("row", pa.int64())),
        *(("name", pa.string()), ("name_written", pa.string()), ("name_words", WORDS), ("kind", pa.string())),
        *(
            ("owner", pa.string()),
            ("owner_written", pa.string()),
            ("owner_words", WORDS),
            ("owner_long", WORDS),
            ("owner_first", WORDS),
        ),
        *(
            ("phones", WORDS),
            ("nib", pa.string()),
            ("nik", pa.string()),
            ("born", pa.string()),
            ("sex", pa.string()),
        ),
        *(("street", pa.string()), ("number", pa.string()), ("rt_rw", pa.string())),
        *(
            ("region", pa.string()),
            ("latitude", pa.float64()),
            ("longitude", pa.float64()),
            ("product", pa.string()),
            ("product_words", WORDS),
        ),
    ]
)
AT_ONCE = 25_000
WORTH = 4
"""Fewer parts than these are made sooner than another process starts."""
WORD = re.compile(r"[^\W_]+")


class Unusable(ValueError):
    """The table of records lacks a column or names a record twice. The message says which."""


def features(records: pa.Table, first_row: int = 0, *, workers: int = 1) -> pa.Table:
    """One row per record, numbered from `first_row`; many records by so many processes. Raises Unusable."""
    missing = [column for column in COLUMNS if column not in records.column_names]
    if missing:
        raise Unusable(f"the records have no column {', '.join(missing)}")
    if len(set(records.column("id").to_pylist())) != records.num_rows:
        raise Unusable("two records have the same id")
    columns = records.select(COLUMNS)
    parts = [(columns.slice(at, AT_ONCE), first_row + at) for at in range(0, records.num_rows, AT_ONCE)]
    if workers == 1 or len(parts) < WORTH:
        made = [_table(*part) for part in parts]
    else:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            made = list(pool.map(_table, *zip(*parts, strict=True)))
    return pa.concat_tables(made) if made else SHAPE.empty_table()


def _table(records: pa.Table, first_row: int) -> pa.Table:
    rows = zip(*records.to_pydict().values(), strict=True)
    made = [(row[0], first_row + i, *_compared(*row[1:])) for i, row in enumerate(rows)]
    return pa.table(dict(zip(SHAPE.names, zip(*made, strict=True), strict=True)), schema=SHAPE)


def _compared(
    business: str | None, owner: str | None, phones: list[str] | None, nib: str | None, nik: str | None,
    born: str | None, sex: str | None, address: str | None, region: str | None,
    latitude: float | None, longitude: float | None, product: str | None,
) -> tuple[Any, ...]:  # fmt: skip
    sign = business_words(business) if business else Named((), "")
    goods = [word for word in _goods(product or "") if word not in GENERAL]
    wares, name = _parted(sign.words, goods)
    words = person_words(owner) if owner else ()
    place: Address = address_parts(address) if address else NOWHERE
    return (
        *(" ".join(sorted(name)), "".join(name), name, sign.kind),
        *(
            " ".join(sorted(words)),
            "".join(words),
            words,
            [w for w in words if len(w) > 1],
            sorted({w[0] for w in words}),
        ),
        *(
            phones or (),
            nib or "",
            nik or "",
            str(born) if born else "",
            sex or called_sex(owner or "") or called_sex(business or ""),
        ),
        *(*place, region or "", latitude, longitude),
        *(" ".join(goods), list(dict.fromkeys([*goods, *wares]))),
    )


def _parted(words: tuple[str, ...], goods: list[str]) -> tuple[list[str], list[str]]:
    """What a sign says of the trade, and what is the shop's own name."""
    trade, own = [], []
    for word in words:
        sold = word if word in goods or len(word) < 6 else ware(word)
        if sold in goods or sold in WARES:
            trade.append(sold)
        else:
            own.append(word)
    return [word for word in trade if word not in GENERAL], own


@lru_cache(maxsize=65_536)
def _goods(product: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ware(sound(word)) for word in WORD.findall(product.lower())))
