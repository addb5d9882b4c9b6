import datetime
from functools import lru_cache
from typing import Any

from dampingi.foundation.definitions import load

ORDER = ("micro", "small", "medium")


def size_class(capital: int | None, sales: int | None, *, on: datetime.date) -> tuple[str, str]:
    """(size, basis) by the regulation in force on that day; capital first, else annual sales; ('', '') if neither is known.

    Beyond medium the size is '' with its basis, since a large business is nobody's in this register.
    """
    rule = _rule(on)
    basis, value = ("capital", capital) if capital is not None else ("sales", sales)
    if rule is None or value is None:
        return "", ""
    return next((size for size in ORDER if value <= rule[basis][size]), ""), basis


@lru_cache(maxsize=64)
def _rule(on: datetime.date) -> dict[str, Any] | None:
    return max((r for r in load("size_classes") if r["from"] <= on), key=lambda r: r["from"], default=None)
