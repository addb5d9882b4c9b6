"""The stages every scheme shares, however it orders its steps: what the funnel counts and the list narrows by."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dampingi.records.loans.models import Step


@dataclass(frozen=True)
class Stage:
    code: str
    name: Any


STAGES = (
    Stage("asked", _("Diajukan")),
    Stage("office_check", _("Lolos pemeriksaan dinas")),
    Stage("survey", _("Ditawari bank")),
    Stage("akad", _("Akad")),
    Stage("disbursement", _("Cair")),
)
OF_BANK = ("survey", "akad", "disbursement")
"""The steps a bank takes; the others are the office's."""


def reached_by(rows: Any, code: str) -> Any:
    """Applications that got so far, whatever came of them."""
    if code == "asked":
        return rows.filter(submitted_on__isnull=False)
    return rows.filter(id__in=Step.objects.filter(code=code).values("application"))


def asked_in(rows: Any, year: str) -> Any:
    """Handed in that year."""
    return rows.filter(
        submitted_on__gte=datetime.date(int(year), 1, 1), submitted_on__lte=datetime.date(int(year), 12, 31)
    )
