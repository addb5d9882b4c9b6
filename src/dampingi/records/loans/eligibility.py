"""What a scheme requires and how a person stands, as far as the records tell: met, not met, or not known. A proposal to whoever decides, never a decision."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from dampingi.foundation.definitions import choices, load
from dampingi.foundation.regions.codes import contains
from dampingi.records.businesses.models import Business, Person
from dampingi.records.learning.models import Attendance
from dampingi.records.loans.models.applications import Check
from dampingi.records.programmes.models import Application

Verdict = Check.Verdict
DECLARED = ("no_bad_credit", "no_civil_servant")


@dataclass(frozen=True)
class Told:
    """What an application says; empty before there is one."""

    product: str = ""
    turnover: int | None = None
    purpose: str = ""
    declared: dict[str, bool] | None = None


@dataclass(frozen=True)
class Requirement:
    code: str
    name: str
    verdict: str
    cure: str
    """What to do; '' where it is met."""


def stands(body: dict[str, Any], region: str, person: Person, business: Business, told: Told | None = None) -> list[Requirement]:  # fmt: skip
    """Each requirement of a scheme of that region, in its order."""
    told = told or Told()
    facts = {
        "resident": Verdict.MET if contains(region, person.region) else Verdict.NOT_MET if person.region else Verdict.UNKNOWN,
        "nib": Verdict.MET if business.nib else Verdict.UNKNOWN,
        "training": _training(person),
        "proposal": _proposal(told),
    }  # fmt: skip
    facts |= {code: _declared(told, code) for code in DECLARED}
    called = choices("loan_requirements")
    cures = {r["code"]: r for r in load("loan_requirements")}
    return [
        Requirement(code, called[code], facts[code], _cure(cures[code], facts[code]))
        for code in body["requirements"]
    ]


def _cure(each: dict[str, str], verdict: str) -> str:
    return (
        ""
        if verdict == Verdict.MET
        else gettext(each["cure"] if verdict == Verdict.NOT_MET else each["unknown"])
    )


def _training(person: Person) -> Verdict:
    came = Attendance.objects.unscoped("of one person").filter(enrolment__person=person, present=True)
    priority = Application.objects.unscoped("of one person").filter(person=person).exclude(priority="")
    return Verdict.MET if came.exists() or priority.exists() else Verdict.UNKNOWN


def _proposal(told: Told) -> Verdict:
    held = [bool(told.product), told.turnover is not None, bool(told.purpose)]
    return Verdict.MET if all(held) else Verdict.NOT_MET if any(held) else Verdict.UNKNOWN


def _declared(told: Told, code: str) -> Verdict:
    answer = (told.declared or {}).get(code)
    return Verdict.UNKNOWN if answer is None else Verdict.MET if answer else Verdict.NOT_MET
