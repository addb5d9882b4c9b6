"""What the records tell of what hindered and helped: coded, counted, by part of the programme's region, each with its door."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.insight.lessons.models import Side
from dampingi.insight.monitoring.queries import values
from dampingi.insight.reviews.counting import part_depth
from dampingi.insight.reviews.queries import READ
from dampingi.insight.reviews.targets import GROUPINGS
from dampingi.records.businesses.models import Constraint
from dampingi.records.businesses.resolutions import UNSOLVED
from dampingi.records.complaints.models import Kind
from dampingi.records.complaints.queries import complaints
from dampingi.records.mentoring.models import MonthlyReport, Promise
from dampingi.records.programmes.models import Enrolment, Programme

CONSTRAINTS, WAYS, PUT_OFF, COMPLAINTS, EXITS, WORDS, PEOPLE = (
    "kendala", "cara", "ditunda", "pengaduan", "berhenti", "laporan", "orang",
)  # fmt: skip
SENT = (MonthlyReport.State.SUBMITTED, MonthlyReport.State.APPROVED)


@dataclass
class Told:
    """One factor. `by`: part -> how often; `route` and `asked` are its door."""

    side: Side
    source: str
    code: str
    name: str
    by: Counter[str] = field(default_factory=Counter)
    route: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def n(self) -> int:
        return self.by.total()

    def door(self, part: str = "") -> str:
        if not self.route:
            return ""
        asked = self.asked | ({"wilayah": part} if part else {})
        return f"{reverse(self.route)}?{urlencode(asked)}"


def source_names() -> dict[str, str]:
    return {
        CONSTRAINTS: _("Kendala usaha peserta"), WAYS: _("Cara kendala teratasi"), PUT_OFF: _("Kunjungan ditunda"),
        COMPLAINTS: _("Pengaduan peserta"), EXITS: _("Peserta berhenti"), WORDS: _("Laporan bulanan pendamping"),
        PEOPLE: _("Ditambahkan orang"),
    }  # fmt: skip


def recorded(actor: Actor, programme: Programme) -> list[Told]:
    """The most frequent first, side by side. Doors only to what the actor may open."""
    found = [
        *_constraints(actor, programme), *_ways(actor, programme), *_put_off(actor, programme),
        *_complaints(actor, programme), *_exits(actor, programme), *_words(actor, programme),
    ]  # fmt: skip
    return sorted((f for f in found if f.n), key=lambda f: (f.side, -f.n, f.source, f.code))


def _gathered(rows: Any, programme: Programme, key: str) -> dict[str, Counter[str]]:
    """code -> part -> rows; '' for what is of a wider place than a part."""
    told: dict[str, Counter[str]] = {}
    at = part_depth(programme)
    for code, region in rows.order_by().values_list(key, "region"):
        told.setdefault(code, Counter())[ancestor(region, at) if depth(region) >= at else ""] += 1
    return told


def _constraints(actor: Actor, programme: Programme) -> Iterator[Told]:
    groups = (GROUPINGS[part_depth(programme)], "constraint")
    code = "constraints_resolved"
    figures = values(actor, [code], groups, programme=programme, region=programme.region, permission=READ)
    by: dict[str, Counter[str]] = {}
    for (part, constraint), figure in figures.figures[code].items():
        by.setdefault(constraint, Counter())[part] += figure.denominator
    called, asked = (
        choices("constraints"),
        {"program": programme.code, "indikator": code, "menurut": "constraint"},
    )
    for constraint, parts in by.items():
        yield Told(
            Side.HINDERING, CONSTRAINTS, constraint, called.get(constraint, constraint), parts, "figure_rows",
            asked | {"nilai": constraint},
        )  # fmt: skip


def overcome(programme: Programme, rows: Any) -> Any:
    """Constraints of the programme's participants that were overcome in a way that was written down, while the business was theirs."""
    theirs = Enrolment.objects.unscoped("whether there is one").filter(
        business=OuterRef("business"), programme=programme
    )
    found = rows.filter(
        Exists(theirs), resolved_on__gte=programme.starts_on, resolved_on__lte=programme.ends_on
    )
    return found.exclude(resolved_how__in=("", *UNSOLVED))


def _ways(actor: Actor, programme: Programme) -> Iterator[Told]:
    called = choices("resolutions")
    rows = overcome(programme, Constraint.objects.for_actor(actor, READ))
    for how, parts in _gathered(rows, programme, "resolved_how").items():
        yield Told(
            Side.SUPPORTING, WAYS, how, called.get(how, how), parts,
            "overcome" if actor.holds(Permission.VIEW_BUSINESSES) else "", {"program": programme.code, "cara": how},
        )  # fmt: skip


def _put_off(actor: Actor, programme: Programme) -> Iterator[Told]:
    called = choices("put_off")
    rows = Promise.objects.for_actor(actor, READ).filter(programme=programme).exclude(moved_to=None)
    for reason, parts in _gathered(rows, programme, "moved_to__reason").items():
        yield Told(
            Side.HINDERING, PUT_OFF, reason, called.get(reason, reason), parts,
            "promises" if actor.holds(Permission.VIEW_PARTICIPANTS) else "", {"alasan": reason},
        )  # fmt: skip


def _complaints(actor: Actor, programme: Programme) -> Iterator[Told]:
    if not actor.holds(Permission.HANDLE_COMPLAINTS):
        return
    rows = complaints(actor).filter(programme=programme)
    for kind, parts in _gathered(rows, programme, "kind").items():
        yield Told(
            Side.HINDERING, COMPLAINTS, kind, str(Kind(kind).label), parts, "complaints", {"jenis": kind}
        )


def _exits(actor: Actor, programme: Programme) -> Iterator[Told]:
    rows = Enrolment.objects.for_actor(actor, READ).filter(programme=programme).exclude(exited_on=None)
    for parts in _gathered(rows, programme, "programme").values():
        yield Told(
            Side.HINDERING, EXITS, "exit", _("Peserta berhenti dari program"), parts,
            "caseload_participants" if actor.holds(Permission.VIEW_PARTICIPANTS) else "",
            {"program": programme.code, "keadaan": "berhenti"},
        )  # fmt: skip


def written(programme: Programme, rows: Any, side: str) -> Any:
    """Reports handed in that say something in words on that side."""
    found = rows.filter(programme=programme, state__in=SENT)
    return found.exclude(obstacle="") if side == Side.HINDERING else found.exclude(success="")


def _words(actor: Actor, programme: Programme) -> Iterator[Told]:
    named = {
        Side.HINDERING: _("Kendala yang ditulis pendamping"),
        Side.SUPPORTING: _("Keberhasilan yang ditulis pendamping"),
    }
    for side, name in named.items():
        rows = written(programme, MonthlyReport.objects.for_actor(actor, READ), side)
        for parts in _gathered(rows, programme, "programme").values():
            yield Told(
                side, WORDS, str(side), name, parts,
                "report_words" if actor.holds(Permission.VIEW_MONTHLY_REPORTS) else "",
                {"program": programme.code, "sisi": str(side)},
            )  # fmt: skip
