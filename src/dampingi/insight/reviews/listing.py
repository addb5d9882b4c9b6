"""The lists behind the figures: the participants as counted, the figures themselves, and what was frozen when."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Rows
from dampingi.foundation.ui.states import State
from dampingi.insight.reviews.models import Counted, Freeze
from dampingi.insight.reviews.rates import PASSED
from dampingi.records.programmes.models import Enrolment

COUNT, PART, LEFT, LOOKED = "hitungan", "wilayah", "berhenti", "periksa"
ANSWERS: dict[str, bool | None] = {"ya": True, "tidak": False, "takdiketahui": None}
LEFT_OUT = (
    ("ya", _("Berhenti")),
    ("tidak", _("Tidak berhenti")),
    ("dihitung", _("Dihitung setelah aturan")),
    ("dikecualikan", _("Dikecualikan oleh aturan")),
)
LOOKS = (
    ("sudah", _("Sudah diperiksa ulang")),
    ("sama", _("Hasilnya sama")),
    ("beda", _("Hasilnya berbeda")),
)


def people_door(freeze: Freeze, **told: str) -> str:
    query = urlencode({key: value for key, value in told.items() if value})
    return reverse("review_people", args=[freeze.id]) + (f"?{query}" if query else "")


def answers() -> list[tuple[str, str]]:
    words = {"ya": _now("ya"), "tidak": _now("tidak"), "takdiketahui": _now("tidak diketahui")}
    return [
        (f"{code}-{answer}", f"{name}: {said}")
        for code, name in choices("programme_rates").items()
        for answer, said in words.items()
    ]


def _answered(found: Any, value: str) -> Any:
    code, _sign, answer = value.rpartition("-")
    return found.filter(**{f"counts__{code}": ANSWERS[answer]})


def _left(found: Any, value: str) -> Any:
    if value in ("dihitung", "dikecualikan"):
        return found.filter(excluded=value == "dikecualikan")
    return found.filter(exited_on__isnull=value == "tidak")


def _looked(found: Any, value: str) -> Any:
    found = found.exclude(reverified=None)
    if value == "sudah":
        return found
    reported = Q(**{f"counts__{PASSED}": True})
    same = (reported & Q(reverified=True)) | (~reported & Q(reverified=False))
    return found.filter(same if value == "sama" else ~same)


def people_list(actor: Actor, freeze: Freeze) -> ListOf:
    """Names, and a search by them, are for those who may see participants."""
    named = actor.may(Permission.VIEW_PARTICIPANTS, region=freeze.region, programme=freeze.programme_id)
    parts = sorted(freeze.body["parts"])
    return ListOf(
        name="peserta-evaluasi",
        noun=_("peserta"),
        columns=(
            Column("who", _("Peserta"), href=lambda c: c.address or None),
            Column("place", _("Wilayah"), sort=("region",)),
            Column("reached", _("Tercapai"), lambda c: _told(c, True), note=_unknown),
            Column("missed", _("Belum tercapai"), lambda c: _told(c, False)),
            Column("enrolled_on", _("Terdaftar"), kind="day", sort=("enrolled_on",)),
            Column(
                "exited_on", _("Berhenti"), kind="day", sort=("exited_on",),
                note=lambda c: _now("dikecualikan oleh aturan") if c.excluded else "",
            ),
            Column("reverified", _("Verifikasi ulang"), _look, "state", sort=("reverified",)),
        ),
        order="place",
        ties=("enrolled_on", "id"),
        filters=(
            Filter(COUNT, _("Ukuran"), answers, _answered),
            Filter(PART, _("Wilayah"), lambda: sorted(names(parts).items()), field="part"),
            Filter(LEFT, _("Yang berhenti"), lambda: LEFT_OUT, _left),
            Filter(LOOKED, _("Verifikasi ulang"), lambda: LOOKS, _looked),
        ),
        search=("enrolment__person__name",) if named else (),
        search_label=_("Nama peserta"),
        enrich=lambda rows: _name(actor, rows),
    )  # fmt: skip


def _told(row: Counted, answer: bool | None) -> str:
    called = choices("programme_rates")
    return ", ".join(str(called.get(code, code)) for code, said in row.counts.items() if said is answer)


def _unknown(row: Counted) -> str:
    told = _told(row, None)
    return _now("Tidak diketahui: %(what)s") % {"what": told} if told else ""


def _look(row: Counted) -> tuple[State, str]:
    if row.reverified is None:
        return State.NONE, "–"
    if row.reverified is bool(row.counts.get(PASSED)):
        return State.GOOD, _now("Sama")
    return State.LATE, _now("Ternyata lulus") if row.reverified else _now("Ternyata belum lulus")


def _name(actor: Actor, rows: list[Counted]) -> None:
    wanted = [row.enrolment_id for row in rows]
    seen = Enrolment.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(id__in=wanted)
    people: dict[uuid.UUID, str] = dict(seen.values_list("id", "person__name"))
    places = names({row.region for row in rows})
    for row in rows:
        known = row.enrolment_id in people
        row.who = people.get(row.enrolment_id) or _now("No. %(tail)s") % {"tail": row.enrolment_id.hex[-6:]}
        row.address = reverse("participant", args=[row.enrolment_id]) if known else ""
        row.place = places.get(row.region, row.region)


FREEZES = ListOf(
    name="angka-beku",
    noun=_("pembekuan"),
    columns=(
        Column(
            "number", _("Nomor"), lambda f: _now("No. %(n)s") % {"n": formats.number(f.number)}, sort=("number",),
            href=lambda f: reverse("review_freeze", args=[f.id]), note=lambda f: f.note,
        ),
        Column("as_of", _("Keadaan per"), kind="day", sort=("as_of",)),
        Column("rate", _("Lulus"), lambda f: share(f.body["whole"]["rates"][PASSED]["all"]), "percent"),
        Column("at", _("Dibekukan"), kind="moment", sort=("at",)),
        Column("by_name", _("Oleh"), sort=("by_name",)),
    ),
    order="-number",
    ties=("id",),
)  # fmt: skip


def share(told: list[int]) -> Any:
    """The stored quotient; None where nobody was there."""
    return Figure(told[0], told[1]).value


def rate_rows(freeze: Freeze) -> Rows:
    """A row for each rate and place, the whole first."""
    called, body = choices("programme_rates"), freeze.body
    places = names(body["parts"])
    rows = Rows()
    for part, table in (("", body["whole"]), *body["parts"].items()):
        for code, told in table["rates"].items():
            rows.append(
                {
                    "part": part, "code": code, "place": places.get(part, part) if part else _now("Seluruhnya"),
                    "rate": called.get(code, code), "all": told["all"], "kept": told["kept"],
                    "share": share(told["all"]), "kept_share": share(told["kept"]),
                    "href": people_door(freeze, **{COUNT: f"{code}-ya", PART: part}),
                }
            )  # fmt: skip
    return rows


def rates_list(freeze: Freeze) -> ListOf:
    parts = sorted(freeze.body["parts"])
    return ListOf(
        name="angka-evaluasi",
        noun=_("angka"),
        columns=(
            Column("rate", _("Ukuran"), href=lambda r: r["href"]),
            Column("place", _("Wilayah")),
            Column("numerator", _("Pembilang"), lambda r: r["all"][0], "number"),
            Column("denominator", _("Penyebut"), lambda r: r["all"][1], "number"),
            Column("share", _("Semua"), kind="percent"),
            Column("unknown", _("Tidak diketahui"), lambda r: r["all"][2], "number"),
            Column("kept_numerator", _("Pembilang setelah aturan"), lambda r: r["kept"][0], "number"),
            Column("kept_denominator", _("Penyebut setelah aturan"), lambda r: r["kept"][1], "number"),
            Column("kept_share", _("Setelah aturan"), kind="percent"),
        ),
        order="rate",
        filters=(
            Filter(
                "ukuran", _("Ukuran"), lambda: choices("programme_rates").items(),
                lambda rows, v: Rows(r for r in rows if r["code"] == v),
            ),
            Filter(
                PART, _("Wilayah"), lambda: sorted(names(parts).items()),
                lambda rows, v: Rows(r for r in rows if r["part"] == v),
            ),
        ),
    )  # fmt: skip
