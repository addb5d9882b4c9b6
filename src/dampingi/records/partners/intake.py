import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class PartnerIntake:
    name: str
    kind: str
    region: str
    address: str = ""
    needs: str = ""
    offers: str = ""


@dataclass(frozen=True)
class ContactIntake:
    name: str
    position: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class TalkIntake:
    on: datetime.date
    who: str
    agreed: str
    where: str = ""
    follow_up: str = ""
    due_on: datetime.date | None = None
