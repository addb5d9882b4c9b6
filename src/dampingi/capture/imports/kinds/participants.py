"""A list of applicants into a programme's intake; the business comes along where the sheet names one."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.capture.imports.kinds.businesses import (
    business_intake,
    describe,
    people_of,
    rows_of,
)
from dampingi.capture.imports.kinds.manner import Subject
from dampingi.capture.imports.kinds.people import People
from dampingi.capture.imports.kinds.undoing import undo_register
from dampingi.engines.sheets import Problem
from dampingi.engines.sheets.headings import spelled_out
from dampingi.engines.sheets.repeats import Row, comparable
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.origins.models import Origin
from dampingi.records.businesses.actions import register_businesses, register_persons
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.programmes.actions import apply, take_back_applications
from dampingi.records.programmes.intake import ApplicationIntake
from dampingi.records.programmes.models import Application, Programme

if TYPE_CHECKING:
    from dampingi.capture.imports.plans import Plan

WHY = "the caller required the right to import into the programme's region"


class Participants:
    needs_programme = True

    def known(self, by: Actor, region: str, programme: Programme | None) -> list[Row]:
        applied = Application.objects.unscoped(WHY).filter(programme=programme)
        wanted = applied.values_list("person__name", "region", "person__phone", "person__address")
        return [
            comparable(None, name, where, (phone,) if phone else (), address or None)
            for name, where, phone, address in wanted.iterator()
        ]

    def fill(self, by: Actor, plan: "Plan", choices: Mapping[str, Any]) -> None:
        assert plan.programme is not None
        _refuse_known(plan)
        rows = list(rows_of(plan.reading.table, plan.accepted))
        people = people_of(plan.region, rows)
        schemes = {spelled_out(s.code): s.code for s in plan.programme.schemes.all()}
        schemes |= {spelled_out(s.name): s.code for s in plan.programme.schemes.all()}
        if not schemes:
            raise Refused(_("Program ini belum mempunyai skema. Tambahkan skema, lalu impor lagi."))
        told = plan.reading.table.column("scheme"), plan.reading.table.column("registered_on")
        plan.rows = [
            Applicant(row, people, _scheme(told[0][at], schemes), _day(told[1][at]))
            for row, at in zip(rows, plan.accepted, strict=True)
        ]

    def record(self, *, by: Actor, origin: Origin, plan: "Plan") -> list[Subject]:
        assert plan.programme is not None
        applicants: list[Applicant] = plan.rows
        register_persons(by=by, origin=origin, rows=[a.person for a in applicants if a.person])
        trading = [a for a in applicants if a.business]
        ids = register_businesses(by=by, origin=origin, rows=[a.business for a in trading if a.business])
        describe(
            by,
            origin,
            {made: a.region for a, made in zip(trading, ids, strict=True)},
            [a.constraints for a in trading],
        )
        business_of = {id(a): made for a, made in zip(trading, ids, strict=True)}
        made = apply(
            by=by,
            programme=plan.programme,
            rows=[a.application(business_of.get(id(a))) for a in applicants],
        )
        return [("application", application.id) for application in made]

    def undo(self, *, by: Actor, origin: Origin, subjects: Sequence[Subject]) -> dict[str, Any]:
        """Undecided applications are withdrawn; a person whose application was decided stays."""
        ids = [id for _kind, id in subjects]
        kept = _taken_back(by, ids)
        undone = undo_register(by=by, origin=origin)
        undone["kept"] += [
            {"kind": "application", "id": str(id), "name": name, "why": _("pendaftarannya sudah diputuskan")}
            for id, name in kept.items()
        ]
        return undone


def _taken_back(by: Actor, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Those that could not be taken back, with the applicant's name."""
    first = Application.objects.unscoped(WHY).filter(id__in=ids[:1]).select_related("programme").first()
    if first is None:
        return {}
    kept = take_back_applications(
        by=by, programme=first.programme, applications=ids, reason=_("Impor dibatalkan.")
    )
    return {
        id: name
        for start in range(0, len(kept), 500)
        for id, name in Application.objects.unscoped(WHY)
        .filter(id__in=kept[start : start + 500])
        .values_list("id", "person__name")
    }


class Applicant:
    """One row: the person (None where on record), their business if any, and the application."""

    def __init__(self, row: dict[str, Any], people: People, scheme: str, day: datetime.date) -> None:
        met = people.intake(row, name=row["owner_name"], region=row["region"], address=row["address"] or "")
        self.person: PersonIntake | None = None if isinstance(met, uuid.UUID) else met
        self.person_id: uuid.UUID = met if isinstance(met, uuid.UUID) else met.id  # type: ignore[assignment]
        self.region, self.scheme, self.day = row["region"], scheme, day
        self.idea = (row["product"] or row["activity"] or "")[:300]
        self.constraints: str | None = row["constraints"]
        self.business: BusinessIntake | None = None
        if row["business_name"]:
            self.business = _owned_by(business_intake(row, people), self.person_id)

    def application(self, business: uuid.UUID | None) -> ApplicationIntake:
        return ApplicationIntake(
            person_id=self.person_id, scheme=self.scheme, region=self.region, applied_on=self.day, door="import",
            idea=self.idea, business_id=business,
        )  # fmt: skip


def _owned_by(intake: BusinessIntake, person: uuid.UUID) -> BusinessIntake:
    return replace(intake, owner=None, owner_id=person)


def _scheme(told: object, schemes: dict[str, str]) -> str:
    """The scheme the row names, else the programme's first."""
    named = schemes.get(spelled_out(told)) if isinstance(told, str) else None
    return named or next(iter(schemes.values()))


def _day(told: object) -> datetime.date:
    return told if isinstance(told, datetime.date) else timezone.localdate()


def _refuse_known(plan: "Plan") -> None:
    """A person applies once: one already met by NIK among the applicants is refused with the reason."""
    from dampingi.capture.imports.plans import refuse_rows

    assert plan.programme is not None
    applied = set(
        Application.objects.unscoped(WHY).filter(programme=plan.programme).values_list("person_id", flat=True)
    )
    rows = list(rows_of(plan.reading.table, plan.accepted))
    people = people_of(plan.region, rows)
    table, seen, problems, refused = plan.reading.table, set(applied), [], set()
    for row, at in zip(rows, plan.accepted, strict=True):
        met = people.intake(row, name=row["owner_name"], region=row["region"], address="")
        person = met if isinstance(met, uuid.UUID) else met.id
        if person in seen:
            said = {"said": _("Orang ini sudah mendaftar pada program ini.")}
            problems.append(
                Problem(table.sheets[at], table.rows[at], None, "owner_name", "rule", "refuse", data=said)
            )
            refused.add(at)
        seen.add(person)
    refuse_rows(plan, problems, refused)
