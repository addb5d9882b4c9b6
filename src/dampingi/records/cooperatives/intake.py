import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class CooperativeIntake:
    name: str
    legal_on: datetime.date
    kind: str
    region: str
    members_area: str
    registration: str = ""
    legal_number: str = ""
    sharia: bool = False
    address: str = ""
    contact: str = ""
    phone: str = ""
    shop_unit: bool = False
    digital: str = ""
    transparent: str = ""
    closed_on: datetime.date | None = None


@dataclass(frozen=True)
class BookYearIntake:
    year: int
    members_men: int
    members_women: int
    assets: int
    equity: int
    turnover: int
    surplus: int
    loans: int = 0
    meeting_on: datetime.date | None = None
