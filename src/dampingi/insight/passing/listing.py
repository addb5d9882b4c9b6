"""The lists behind the figures: everybody as marked, and what was marked when."""

import uuid
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.insight.passing import wording
from dampingi.insight.passing.marks import NO, UNKNOWN, YES
from dampingi.insight.passing.models import Marked, Marking, Result
from dampingi.records.programmes.models import Enrolment

OUTCOME, STANDS, WHY, PART, LEFT = "hasil", "kriteria", "sebab", "wilayah", "berhenti"


def people_door(marking: Marking, **told: str) -> str:
    query = urlencode({key: value for key, value in told.items() if value})
    return reverse("passing_people", args=[marking.id]) + (f"?{query}" if query else "")


def _stands() -> list[tuple[str, str]]:
    words = {
        YES: _now("target tercapai"), NO: _now("target belum tercapai"), UNKNOWN: _now("tidak diketahui"),
    }  # fmt: skip
    return [
        (f"{code}:{stand}", f"{name}: {said}")
        for code, name in choices("passing_criteria").items()
        for stand, said in words.items()
    ]


def people_list(actor: Actor, marking: Marking) -> ListOf:
    """Names, and a search by them, are for those who may see participants."""
    named = actor.may(Permission.VIEW_PARTICIPANTS, region=marking.region, programme=marking.programme_id)
    body = marking.body
    why = [(told, wording.reason(told)) for told in body["whole"]["reasons"]]
    return ListOf(
        name="kelulusan-peserta",
        noun=_("peserta"),
        columns=(
            Column("who", _("Peserta"), href=lambda m: m.address or None),
            Column("place", _("Wilayah"), sort=("region",)),
            Column("outcome", _("Hasil"), wording.outcome, "state", sort=("outcome",)),
            Column("score", _("Nilai"), lambda m: wording.score(m.score), sort=("score",), note=lambda m: m.standing),
            Column("why", _("Sebab"), lambda m: "; ".join(wording.reasons(m)) or "–"),
            *(_criterion(code, name) for code, name in choices("passing_criteria").items()),
        ),
        order="place",
        ties=("enrolled_on", "id"),
        filters=(
            Filter(OUTCOME, _("Hasil"), lambda: Result.choices, field="outcome"),
            Filter(WHY, _("Sebab"), lambda: why, lambda rows, v: rows.filter(reasons__contains=f"|{v}|")),
            Filter(STANDS, _("Kriteria"), _stands, lambda rows, v: rows.filter(stands__contains=f"|{v}|")),
            Filter(PART, _("Wilayah"), lambda: sorted(names(body["parts"]).items()), field="part"),
            Filter(
                LEFT, _("Yang berhenti"), lambda: (("ya", _("Berhenti")), ("tidak", _("Tidak berhenti"))),
                lambda rows, v: rows.filter(left=v == "ya"),
            ),
        ),
        search=("enrolment__person__name",) if named else (),
        search_label=_("Nama peserta"),
        enrich=lambda rows: _name(actor, rows),
    )  # fmt: skip


def _criterion(code: str, name: str) -> Column:
    return Column(code, name, lambda m: wording.value(code, m.values.get(code)))


def _name(actor: Actor, rows: list[Marked]) -> None:
    wanted = [row.enrolment_id for row in rows]
    seen = Enrolment.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(id__in=wanted)
    people: dict[uuid.UUID, str] = dict(seen.values_list("id", "person__name"))
    places, bands = names({row.region for row in rows}), choices("passing_bands")
    for row in rows:
        known = row.enrolment_id in people
        row.who = people.get(row.enrolment_id) or _now("No. %(tail)s") % {"tail": row.enrolment_id.hex[-6:]}
        row.address = reverse("participant", args=[row.enrolment_id]) if known else ""
        row.place, row.standing = places.get(row.region, row.region), bands.get(row.band, "")


def _passed(marking: Marking) -> float | None:
    whole = marking.body["whole"]
    return whole["outcomes"]["passed"] / whole["people"] if whole["people"] else None


MARKINGS = ListOf(
    name="penilaian-kelulusan",
    noun=_("penilaian"),
    columns=(
        Column(
            "number", _("Nomor"), lambda m: _now("No. %(n)s") % {"n": formats.number(m.number)}, sort=("number",),
            href=lambda m: reverse("passing_marking", args=[m.id]), note=lambda m: m.note,
        ),
        Column("as_of", _("Keadaan per"), kind="day", sort=("as_of",)),
        Column("share", _("Lulus"), _passed, "percent"),
        Column("rules", _("Aturan"), lambda m: _now("No. %(n)s") % {"n": formats.number(m.standard.number)}),
        Column("at", _("Dinilai"), kind="moment", sort=("at",)),
        Column("by_name", _("Oleh"), sort=("by_name",)),
    ),
    order="-number",
    ties=("id",),
)  # fmt: skip
