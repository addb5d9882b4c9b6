"""What was found for a row, read from the records, the frozen rates or the impact - never typed in - with the door to it."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui import formats
from dampingi.insight.impact.measures import MEASURES
from dampingi.insight.impact.page import verdicts
from dampingi.insight.monitoring.dashboard.wording import counted, written
from dampingi.insight.monitoring.queries import indicators, values
from dampingi.insight.reviews.listing import COUNT, people_door, share
from dampingi.insight.reviews.queries import READ, freezes
from dampingi.records.learning.models import Training
from dampingi.records.programmes.models import Enrolment, Mentor, Programme
from dampingi.records.programmes.queries import programmes

COUNTS, INDICATOR, RATE, IMPACT = "hitung", "indikator", "angka", "dampak"


@dataclass(frozen=True)
class Found:
    text: str
    door: str = ""


def options(region: str = "") -> list[tuple[str, Any]]:
    """For a choice in a form, in groups; of an office's region its own indicators too."""
    return [
        ("", _("Tidak dihitung; penilai menyebut buktinya")),
        (_("Hitungan"), [(f"{COUNTS}:{code}", name) for code, name in _counts_named().items()]),
        (
            _("Angka evaluasi yang dibekukan"),
            [(f"{RATE}:{c}", n) for c, n in choices("programme_rates").items()],
        ),
        (_("Indikator"), [(f"{INDICATOR}:{i.code}", _(i.name)) for i in indicators(region)]),
        (_("Dampak program"), [(f"{IMPACT}:{m.figure}", str(m.name)) for m in MEASURES]),
    ]


def named(region: str = "") -> dict[str, str]:
    return {code: name for _group, told in options(region)[1:] for code, name in told}


def found(
    actor: Actor, programme: Programme, sources: Iterable[str], today: datetime.date
) -> dict[str, Found]:
    """source -> what it tells today. One that tells nothing yet is not there."""
    wanted: dict[str, set[str]] = {}
    for source in set(sources):
        kind, _sign, code = source.partition(":")
        wanted.setdefault(kind, set()).add(code)
    readers: dict[str, Callable[[Actor, Programme, set[str], datetime.date], dict[str, Found]]] = {
        COUNTS: _counted, INDICATOR: _indicators, RATE: _rates, IMPACT: _impact,
    }  # fmt: skip
    told: dict[str, Found] = {}
    for kind, codes in wanted.items():
        if kind in readers:
            read = readers[kind](actor, programme, codes, today)
            told |= {f"{kind}:{code}": each for code, each in read.items()}
    return told


def _counts_named() -> dict[str, str]:
    return {
        "mentors": _("Pendamping yang bertugas"),
        "participants": _("Peserta yang pernah terdaftar"),
        "trainings": _("Pelatihan yang terlaksana"),
    }


def _counted(actor: Actor, programme: Programme, codes: set[str], today: datetime.date) -> dict[str, Found]:
    of = {"programme": programme}
    on_duty = Q(ended_on=None) | Q(ended_on__gt=today)
    mentors = Mentor.objects.for_actor(actor, READ).filter(on_duty, **of, appointed_on__lte=today)
    people = Enrolment.objects.for_actor(actor, READ).filter(**of, enrolled_on__lte=today)
    held = Training.objects.for_actor(actor, READ).filter(**of, on__lte=today, cancelled_at=None)
    told = {
        "mentors": (mentors, lambda n: ngettext("%(n)s pendamping", "%(n)s pendamping", n), "caseload_mentors", Permission.VIEW_MENTORS),
        "participants": (people, lambda n: ngettext("%(n)s peserta", "%(n)s peserta", n), "caseload_participants", Permission.VIEW_PARTICIPANTS),
        "trainings": (held, lambda n: ngettext("%(n)s pelatihan", "%(n)s pelatihan", n), "trainings", Permission.VIEW_PARTICIPANTS),
    }  # fmt: skip
    seen = {}
    for code in codes & set(told):
        rows, words, route, permission = told[code]
        n = rows.count()
        door = f"{reverse(route)}?{urlencode({'program': programme.code})}" if actor.holds(permission) else ""
        seen[code] = Found(words(n) % {"n": formats.number(n)}, door)
    return seen


def _indicators(actor: Actor, programme: Programme, codes: set[str], _today: Any) -> dict[str, Found]:
    known = {i.code: i for i in indicators(programme.region) if i.code in codes}
    if not known:
        return {}
    figures = values(actor, list(known), programme=programme, region=programme.region, permission=READ)
    told = {}
    for code, indicator in known.items():
        figure = figures.of(code)
        if figure.denominator:
            asked = {"program": programme.code, "wilayah": programme.region, "indikator": code}
            words = f"{written(indicator, figure.value)} ({counted(indicator, figure)})"
            told[code] = Found(words, f"{reverse('figure_rows')}?{urlencode(asked)}")
    return told


def _rates(actor: Actor, programme: Programme, codes: set[str], _today: Any) -> dict[str, Found]:
    last = freezes(actor).filter(programme=programme).order_by("-number").first()
    if last is None:
        return {}
    told = {}
    for code in codes & set(last.body["whole"]["rates"]):
        n = last.body["whole"]["rates"][code]["all"]
        words = _("%(share)s (%(n)s dari %(of)s)") % {
            "share": formats.percent(share(n)), "n": formats.number(n[0]), "of": formats.number(n[1]),
        }  # fmt: skip
        told[code] = Found(words, people_door(last, **{COUNT: f"{code}-ya"}))
    return told


def _impact(actor: Actor, programme: Programme, codes: set[str], _today: Any) -> dict[str, Found]:
    same = [p for p in programmes(actor) if p.region == programme.region]
    return {
        figure: Found(words, reverse("impact")) for figure, words in verdicts(same).items() if figure in codes
    }
