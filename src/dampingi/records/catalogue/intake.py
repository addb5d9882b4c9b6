from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ProductIntake:
    """`price` in whole rupiah for one `unit`."""

    name: str
    kind: str
    price: int
    unit: str
    words: str = ""
    stock: str = "ready"
    stock_note: str = ""


@dataclass(frozen=True)
class PermitIntake:
    kind: str
    number: str
    valid_until: date | None = None
