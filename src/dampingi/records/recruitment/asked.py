"""What a call asks, in words: requirements with their values, and what an applicant's own data already says of them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.definitions import choices, load, source_names
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.ui.formats import number

NEUTRAL = "neutral"


@dataclass(frozen=True)
class Requirement:
    code: str
    name: str
    kind: str
    help: str
    value: Any
    document: bool
    needed: bool
    """Without it nobody can be chosen; else it only speaks for the applicant."""

    @property
    def words(self) -> str:
        if self.kind == "years":
            return _("%(name)s %(n)s tahun") % {"name": self.name, "n": number(self.value)}
        if self.kind == "education":
            return f"{self.name}: {choices('education_levels').get(self.value, self.value)}"
        return self.name


def known() -> dict[str, dict[str, Any]]:
    return {entry["code"]: entry for entry in load("mentor_requirements")}


def requirements(told: list[Mapping[str, Any]]) -> list[Requirement]:
    """As a call keeps them, in the order of the list."""
    names = choices("mentor_requirements")
    return [_requirement(r, known()[r["code"]], names[r["code"]]) for r in told if r["code"] in names]


def _requirement(told: Mapping[str, Any], entry: Mapping[str, Any], name: str) -> Requirement:
    help_ = entry["help"]
    return Requirement(
        code=told["code"], name=name, kind=entry["kind"], help=_(help_), value=told.get("value"),
        document=bool(told.get("document")), needed=bool(told.get("needed", True)),
    )  # fmt: skip


def age_on(born: datetime.date, day: datetime.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def suggested(requirement: Requirement, applicant: Any) -> tuple[str, str]:
    """(verdict, what it is read from) as far as the application itself tells; ('', words) where a person must look."""
    if requirement.kind == "declaration":
        return ("met", _("Pernyataan ditandatangani")) if applicant.declared_at else ("", "")
    if requirement.kind == "years" and applicant.born_on:
        age = age_on(applicant.born_on, applicant.call.closes_on)
        told = _("%(n)s tahun pada hari penutupan") % {"n": number(age)}
        return ("met" if age >= requirement.value else "not_met"), told
    if requirement.kind == "education" and applicant.education:
        levels = list(source_names("education_levels"))
        enough = levels.index(applicant.education) >= levels.index(requirement.value)
        return ("met" if enough else "not_met"), choices("education_levels")[applicant.education]
    if requirement.kind == "domicile" and applicant.domicile:
        near = contains(applicant.region, applicant.domicile)
        return ("met" if near else "not_met"), ""
    return "", applicant.answers.get(requirement.code, "")
