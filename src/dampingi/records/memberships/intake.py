import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class TermsIntake:
    principal: int
    """Rupiah."""
    monthly: int
    open: bool = True
    asks: str = ""
    partner_id: uuid.UUID | None = None
    """Whose people decide."""


@dataclass(frozen=True)
class SavingIntake:
    kind: str
    """principal or monthly."""
    amount: int
    on: datetime.date
    receipt: str
    month: datetime.date | None = None
