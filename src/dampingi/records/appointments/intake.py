import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Appointing:
    """One person to appoint. `login` is an e-mail or phone; without one the `applicant`'s or the `follows` mentor's is taken."""

    name: str
    region: str
    fields: tuple[str, ...] = ()
    sex: str = ""
    login: str = ""
    applicant: uuid.UUID | None = None
    follows: uuid.UUID | None = None
    field: str = ""
    """Of a consultant: the field they are appointed to; `fields` are what they know well."""


@dataclass(frozen=True)
class Period:
    on: datetime.date
    until: datetime.date
