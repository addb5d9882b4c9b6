from dataclasses import dataclass


@dataclass(frozen=True)
class NeedIntake:
    source: str
    purpose: str
    amount: int
    """Rupiah."""
    lender: str = ""


@dataclass(frozen=True)
class OutcomeIntake:
    outcome: str
    granted: int | None = None
    blocker: str = ""
    note: str = ""
