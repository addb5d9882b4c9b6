"""Who stands on either side of a comparison: the people behind its counts."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.engines.impact import speaking
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Rows
from dampingi.foundation.ui.states import State
from dampingi.insight.impact.gathering import Gathered
from dampingi.insight.impact.measures import Measure
from dampingi.records.surveys.models import Respondent

JOINED, COMPARED = "peserta", "pembanding"
SIDES = ((JOINED, _("Peserta")), (COMPARED, _("Pembanding")))
STILL = (("ya", _("Masih menjawab")), ("tidak", _("Tidak lagi menjawab")))


def people_rows(known: Gathered, measure: Measure, side: str) -> Rows:
    """A row for each person with a figure before on that side; `still` where there is one after."""
    joined, compared = speaking(known.panels[measure.figure])
    before, after = joined if side == JOINED else compared
    return Rows(
        {"person": known.people[n], "region": known.places[n], "still": bool(after[n])}
        for n in sorted(before.nonzero()[0], key=lambda n: (known.places[n], str(known.people[n])))
    )


def people_list(actor: Actor) -> ListOf:
    return ListOf(
        name="pembanding",
        noun=_("orang"),
        columns=(
            Column("who", _("Nama"), href=lambda r: r["href"] or None),
            Column("place", _("Kelurahan")),
            Column("still", _("Keadaan"), _still, kind="state"),
        ),
        order="place",
        filters=(
            Filter("masih", _("Keadaan"), lambda: STILL, lambda rows, v: Rows(r for r in rows if r["still"] is (v == "ya"))),
        ),
        enrich=lambda rows: _name(actor, rows),
    )  # fmt: skip


def _still(row: dict[str, Any]) -> tuple[State, str]:
    return (
        (State.GOOD, _now("Masih menjawab")) if row["still"] else (State.WATCH, _now("Tidak lagi menjawab"))
    )


def _name(actor: Actor, rows: list[dict[str, Any]]) -> None:
    """Names, and the way to the interview, for those who ask in the surveys; others see that it is one person."""
    wanted = [row["person"] for row in rows]
    seen = Respondent.objects.for_actor(actor, Permission.REVERIFY_OUTCOMES)
    found = seen.filter(application__person__in=wanted).order_by("survey__first_month")
    told: dict[uuid.UUID, tuple[str, str]] = {
        person: (name, reverse("respondent", args=[id]))
        for person, name, id in found.values_list("application__person", "application__person__name", "id")
    }
    places = names({row["region"] for row in rows})
    for row in rows:
        unnamed = _now("No. %(tail)s") % {"tail": row["person"].hex[-6:]}
        row["who"], row["href"] = told.get(row["person"], (unnamed, ""))
        row["place"] = places.get(row["region"], row["region"])
