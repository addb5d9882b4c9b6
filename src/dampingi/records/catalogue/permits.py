"""How the numbers of permits are written: by the lists of definitions/product_permits.yaml."""

import re

from dampingi.foundation.definitions import load


def written(number: str) -> str:
    """As it is kept and compared: capitals, without spaces and dots."""
    return re.sub(r"[\s.]", "", number.replace("\0", "")).upper()[:40]


def is_number(kind: str, number: str) -> bool:
    entry = next((e for e in load("product_permits") if e["code"] == kind), None)
    return entry is not None and bool(re.fullmatch(entry["pattern"], number))


def example(kind: str) -> str:
    return next((str(e["example"]) for e in load("product_permits") if e["code"] == kind), "")


def has_end(kind: str) -> bool:
    return next((bool(e["ends"]) for e in load("product_permits") if e["code"] == kind), True)
