"""What a list of cooperatives would put on record: new ones, and book years of those on record. What is there is never overwritten."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.capture.imports.kinds.cooperatives.known import Known
from dampingi.capture.imports.kinds.cooperatives.row import Told, rows_of, told_of
from dampingi.capture.imports.kinds.cooperatives.undoing import undo_cooperatives
from dampingi.capture.imports.kinds.manner import Subject
from dampingi.capture.imports.kinds.pointing import problem_at
from dampingi.engines.sheets import Problem
from dampingi.engines.sheets.repeats import Row
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import contains, zone
from dampingi.foundation.ui.formats import day
from dampingi.records.cooperatives.batches import note_listed_years, register_listed
from dampingi.records.cooperatives.intake import BookYearIntake, CooperativeIntake
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.programmes.models import Programme

if TYPE_CHECKING:
    from dampingi.capture.imports.plans import Plan


@dataclass(frozen=True)
class Listed:
    """A new cooperative, perhaps with its book year; or a year of `known`."""

    told: CooperativeIntake
    year: BookYearIntake | None
    known: uuid.UUID | None = None


class Cooperatives:
    needs_programme = False

    def known(self, by: Actor, region: str, programme: Programme | None) -> list[Row]:
        by.require(Permission.MANAGE_COOPERATIVES, region=region)
        return []

    def fill(self, by: Actor, plan: "Plan", choices: Mapping[str, Any]) -> None:
        from dampingi.capture.imports.plans import refuse_rows

        today = timezone.localdate(timezone=zone(plan.region))
        rows = list(rows_of(plan.reading.table))
        told = {at: told_of(rows[at], today) for at in plan.accepted}
        records = Known(plan.region, (t.intake.registration for t in told.values() if t.intake))
        found: dict[int, Listed] = {}
        again: dict[int, int] = {}
        for at, one in told.items():
            if one.intake:
                _place(plan, at, one, records, found, again)
        refused = {at for at, one in told.items() if one.refused}
        plan.reading = replace(plan.reading, problems=(*plan.reading.problems, *_noted(plan, told, refused)))
        plan.take_repeats({**plan.reading.repeats, **again})
        refuse_rows(plan, _refusals(plan, told), refused)
        plan.rows = [found[at] for at in plan.accepted]

    def record(self, *, by: Actor, origin: Origin, plan: "Plan") -> list[Subject]:
        rows: list[Listed] = plan.rows
        made = iter(register_listed(by=by, origin=origin, rows=[r.told for r in rows if not r.known]))
        ids = [r.known or next(made) for r in rows]
        years = [(id, r.year) for id, r in zip(ids, rows, strict=True) if r.year]
        note_listed_years(by=by, origin=origin, rows=years)
        return [
            ("book_year" if r.known else "cooperative", id) for id, r in zip(ids, rows, strict=True)
        ]  # fmt: skip

    def undo(self, *, by: Actor, origin: Origin, subjects: Sequence[Subject]) -> dict[str, Any]:
        return undo_cooperatives(by=by, origin=origin, subjects=subjects)


def _place(
    plan: "Plan", at: int, one: Told, records: Known, found: dict[int, Listed], again: dict[int, int]
) -> None:
    """Where the row goes: refused, on record already, a year of one on record, or new."""
    assert one.intake is not None
    known = records.find(one.intake)
    if known is None:
        if near := records.alike(one.intake):
            one.noted.append(("cooperative_name", _("Mirip dengan %(name)s yang sudah tercatat di tempat yang sama. Bila itu koperasi yang sama, tulis Nomor Induk Koperasi keduanya.") % {"name": near.name}))  # fmt: skip
        found[at] = Listed(one.intake, one.year)
    elif not contains(plan.region, known.region):
        one.refused.append(("registration", _("Nomor Induk Koperasi ini sudah tercatat pada koperasi di wilayah lain. Periksa nomornya.")))  # fmt: skip
    else:
        one.noted += _differing(one.intake, known)
        if one.year and (known.id, one.year.year) not in records.years:
            records.years.add((known.id, one.year.year))
            found[at] = Listed(one.intake, one.year, known.id)
        else:
            again[at] = -1


def _differing(told: CooperativeIntake, known: Cooperative) -> list[tuple[str, str]]:
    """What the register has otherwise: a person changes it on the cooperative's page, the list never does."""
    compared = [
        ("registration", told.registration, known.registration, known.registration or _("kosong")),
        ("legal_on", told.legal_on, known.legal_on, day(known.legal_on)),
        ("closed_on", told.closed_on, known.closed_on, day(known.closed_on) if known.closed_on else _("masih berdiri")),
    ]  # fmt: skip
    says = _("Di register: %(held)s. Bila daftar ini yang benar, ubah di halaman koperasinya.")
    return [(name, says % {"held": shown}) for name, said, held, shown in compared if said and said != held]


def _noted(plan: "Plan", told: Mapping[int, Told], refused: set[int]) -> list[Problem]:
    return [
        problem_at(plan, at, name, "rule", {"said": says}, "warn")
        for at, one in told.items()
        if at not in refused
        for name, says in one.noted
    ]


def _refusals(plan: "Plan", told: Mapping[int, Told]) -> list[Problem]:
    return [
        problem_at(plan, at, name, "rule", {"said": says})
        for at, one in told.items()
        for name, says in one.refused
    ]
