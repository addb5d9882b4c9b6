"""What the register takes in: plain values, already typed and checked where they came from.

People and businesses are not frozen: imports make a hundred thousand at once, and a frozen one costs half as much again.
"""

import datetime
import uuid
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(slots=True)
class PersonIntake:
    """`nik` is the 16 digits or ''; it is sealed before it is stored. `id` when the sender chose one."""

    name: str
    region: str
    sex: str = ""
    born_on: datetime.date | None = None
    phone: str = ""
    address: str = ""
    nik: str = ""
    id: uuid.UUID | None = None


@dataclass(slots=True)
class BusinessIntake:
    """A business and its owner: a person already on record (`owner_id`) or a new one (`owner`). Money in rupiah."""

    name: str
    region: str
    owner: PersonIntake | None = None
    owner_id: uuid.UUID | None = None
    address: str = ""
    sector: str = ""
    kbli: str = ""
    kbli_edition: str = ""
    product: str = ""
    phone: str = ""
    other_phone: str = ""
    nib: str = ""
    started_year: int | None = None
    capital: int | None = None
    annual_sales: int | None = None
    workers: int | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class ConstraintNote:
    """A constraint found at a business; `code` from definitions/constraints.yaml, `source` from constraint_sources.yaml."""

    business_id: uuid.UUID
    code: str
    since: datetime.date
    severity: int = 2
    source: str = "visit"
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResolutionNote:
    """That a constraint is over: by which way (definitions/resolutions.yaml), and the visit, training or slot that helped."""

    constraint_id: uuid.UUID
    on: datetime.date
    how: str
    told: str = ""
    helped_by: str = ""
    helped_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class ChannelNote:
    """That a business sells in some way; `code` from definitions/channels.yaml. `since` None where nobody knows."""

    business_id: uuid.UUID
    code: str
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ClosureNote:
    """That a business stopped; `reason` from definitions/closures.yaml."""

    business_id: uuid.UUID
    reason: str
    on: datetime.date
    note: str = ""


@dataclass(frozen=True, slots=True)
class VerificationNote:
    """What someone found who looked at a business; `method` is visit, call or document. `at` None is now.

    `observed` is {field: value} where reality differs from the register; `photo` as the camera made it.
    """

    business_id: uuid.UUID
    method: str
    note: str = ""
    at: datetime.datetime | None = None
    outcome: str = "confirmed"
    observed: dict[str, str] = field(default_factory=dict)
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    accuracy: int | None = None
    photo: bytes = field(default=b"", repr=False)
