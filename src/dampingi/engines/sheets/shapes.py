"""What the values of a column look like, whatever its heading says: the share of cells a type's reader accepts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from dampingi.engines.sheets.faults import Fault
from dampingi.engines.sheets.values import READERS
from dampingi.engines.sheets.values.text import is_empty, plain

SAMPLE = 200
STRICT = frozenset({"nik", "nib", "npwp", "kbli", "phones", "date", "year", "email", "sex"})


def sample(cells: Sequence[object]) -> list[object]:
    """Up to 200 filled cells, evenly spread from top to bottom."""
    spread = _filled(cells[:: max(1, len(cells) // (2 * SAMPLE))])
    filled = (
        spread
        if len(spread) >= SAMPLE // 4
        else _filled(list(islice((cell for cell in cells if cell != ""), 10 * SAMPLE)))
    )
    return filled[:: max(1, len(filled) // SAMPLE)][:SAMPLE]


def _filled(cells: Sequence[object]) -> list[object]:
    return [cell for cell in cells if cell not in ("", None) and not is_empty(plain(cell))]


def fit(kind: str, cells: Sequence[object]) -> float:
    """Share of `cells` (already a sample) that look like `kind`; 0.5 where there is nothing to see."""
    if not cells:
        return 0.5
    if looks := LOOKS.get(kind):
        return sum(map(looks, cells)) / len(cells)
    if kind not in READERS:
        return 1.0
    readings = [value for value in map(READERS[kind], cells) if value is not None]
    return sum(map(is_readable, readings)) / len(readings) if readings else 0.5


def is_readable(value: object) -> bool:
    """Whether a reader's answer holds anything: a value, or the part of one it could save."""
    return value is not None and not (isinstance(value, Fault) and value.value is None)


def is_wordy(cell: object) -> bool:
    shown = plain(cell)
    letters = sum(map(str.isalpha, shown))
    return letters >= 2 and letters * 2 >= len(shown.replace(" ", ""))


def is_phone(cell: object) -> bool:
    return is_readable(READERS["phones"](cell))


def is_street(cell: object) -> bool:
    shown = plain(cell)
    return len(shown) > 3 and sum(map(str.isalpha, shown)) >= 3


def is_nik(cell: object) -> bool:
    value = READERS["nik"](cell)
    if isinstance(value, Fault) and value.code == "nik_length":
        return 14 <= int(str(value.data["length"])) <= 17
    return isinstance(value, str) or (isinstance(value, Fault) and value.code in BROKEN_NIK)


BROKEN_NIK = ("destroyed_digits", "nik_birth_date")
LOOKS: dict[str, Callable[[object], bool]] = {"name": is_wordy, "text": lambda cell: True, "nik": is_nik}
