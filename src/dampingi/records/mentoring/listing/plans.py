"""Plans of visits made from the constraint map."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.mentoring.models import PlannedVisit


def plans_list() -> ListOf:
    return ListOf(
        name="rencana-kunjungan",
        noun=_("rencana"),
        columns=COLUMNS,
        order="-made_on",
        ties=("-due_on", "region", "id"),
        filters=(Filter("topik", _("Topik"), lambda: list(choices("topics").items()), field="topic"),),
        enrich=_enrich,
    )


def about(plan: Any) -> str:
    """The constraint or the field it is for, in words."""
    return choices("constraints").get(plan.about) or choices("constraint_fields").get(plan.about, "")


COLUMNS = (
    Column("topic", _("Topik"), lambda p: choices("topics").get(p.topic, p.topic), sort=("topic",),
           href=lambda p: reverse("visit_plan", args=[p.id]), note=about),
    Column("region", _("Wilayah"), "region_name", sort=("region",)),
    Column("made_on", _("Dibuat"), kind="day", sort=("made_on",), note=lambda p: p.by_name),
    Column("due_on", _("Sampai"), kind="day", sort=("due_on",)),
    Column("done", _("Dikunjungi"), lambda p: _now("%(done)s dari %(all)s") % {"done": number(p.done), "all": number(p.all)}),
    Column("state", _("Keadaan"), "standing", kind="state"),
)  # fmt: skip


def _enrich(rows: list[Any]) -> None:
    called = names(row.region for row in rows)
    counted = PlannedVisit.objects.unscoped("counts only, of plans in reach").filter(
        plan__in=[r.id for r in rows]
    )
    done = Count("id", filter=Q(visit__archived_at=None) & ~Q(visit=None))
    counts = {
        c["plan"]: (c["n"], c["done"]) for c in counted.values("plan").annotate(n=Count("id"), done=done)
    }
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.all, row.done = counts.get(row.id, (0, 0))
        if row.cancelled_at:
            row.standing = (State.NONE, _now("Dibatalkan"))
        elif row.done >= row.all:
            row.standing = (State.GOOD, _now("Selesai"))
        else:
            row.standing = (State.WATCH, _now("Berjalan"))
