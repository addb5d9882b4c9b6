"""The businesses behind a figure of the constraint map, to be read, taken along, and helped."""

import datetime
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, ListOf
from dampingi.insight.constraints.questions import businesses, held_back, noted
from dampingi.pages.constraints.asked import Asked
from dampingi.pages.constraints.one import WEIGHTS
from dampingi.records.businesses.addresses import business_address
from dampingi.records.businesses.models import Constraint
from dampingi.records.businesses.resolutions import UNSOLVED
from dampingi.records.programmes.queries import enrolments_by_business, mentors_of

WHY = "of businesses already in reach"
RECENT = datetime.timedelta(days=92)
CHUNK = 500


def behind(actor: Actor, here: Asked, *, resolved: bool, today: datetime.date) -> Any:
    """The businesses of the figure: held back today, or with a constraint overcome in the last three months."""
    if not resolved:
        return held_back(actor, here.question).select_related("owner")
    over = noted(actor, here.question).filter(resolved_on__gt=today - RECENT, resolved_on__lte=today)
    over = over.exclude(resolved_how__in=UNSOLVED)
    return businesses(actor, here.question).filter(id__in=over.values("business")).select_related("owner")


def held_back_list(here: Asked, *, resolved: bool, today: datetime.date) -> ListOf:
    return ListOf(
        name="usaha-terhambat",
        noun=_("usaha"),
        columns=COLUMNS,
        order="name",
        ties=("region", "key", "created_at", "id"),
        search=("name", "owner__name", "product"),
        search_label=_("Nama usaha, pemilik, produk"),
        enrich=lambda rows: _enrich(rows, here, resolved=resolved, today=today),
    )


COLUMNS = (
    Column("name", _("Usaha"), lambda b: b.name or b.owner.name, sort=("key",),
           href=lambda b: business_address(b.id), note=lambda b: b.owner.name if b.name else ""),
    Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda b: b.district_name),
    Column("constraints", _("Kendala"), "held_by"),
    Column("weight", _("Terberat"), "weight", kind="state"),
    Column("since", _("Sejak"), "held_since", kind="day"),
    Column("sector", _("Sektor"), "sector_name", sort=("sector",)),
    Column("mentor", pgettext_lazy("column", "Pendamping"), "mentor_name"),
)  # fmt: skip


def _enrich(rows: list[Any], here: Asked, *, resolved: bool, today: datetime.date) -> None:
    ids = [b.id for b in rows]
    places = names({b.region for b in rows} | {ancestor(b.region, 3) for b in rows})
    held, mentors = _held(ids, here, resolved=resolved), mentors_by_business(ids, today=today)
    known, sectors = choices("constraints"), choices("sectors")
    for row in rows:
        theirs = held[row.id]
        row.region_name = places.get(row.region, row.region)
        row.district_name = places.get(ancestor(row.region, 3), "") if row.region.count(".") > 2 else ""
        row.held_by = ", ".join(dict.fromkeys(known.get(c.code, c.code) for c in theirs))
        row.weight = WEIGHTS[max((c.severity for c in theirs), default=1)]
        row.held_since = min((c.since for c in theirs), default=None)
        row.sector_name = sectors.get(row.sector, "")
        row.mentor_name = mentors[row.id].name if row.id in mentors else ""


def _held(ids: list[Any], here: Asked, *, resolved: bool) -> dict[Any, list[Constraint]]:
    found: dict[Any, list[Constraint]] = defaultdict(list)
    for start in range(0, len(ids), CHUNK):
        rows = Constraint.objects.unscoped(WHY).filter(
            business__in=ids[start : start + CHUNK],
            severity__gte=here.question.severity,
            resolved_on__isnull=not resolved,
        )
        if here.question.codes:
            rows = rows.filter(code__in=here.question.codes)
        for row in rows.order_by("-severity", "since"):
            found[row.business_id].append(row)
    return found


def mentors_by_business(ids: list[Any], *, today: datetime.date) -> dict[Any, Any]:
    enrolments = enrolments_by_business(ids)
    by_enrolment = {}
    wanted = [e.id for e in enrolments.values()]
    for start in range(0, len(wanted), CHUNK):
        by_enrolment |= mentors_of(wanted[start : start + CHUNK], on=today)
    return {b: by_enrolment[e.id] for b, e in enrolments.items() if e.id in by_enrolment}
