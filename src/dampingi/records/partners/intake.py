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
