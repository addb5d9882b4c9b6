"""How gains are told, and the list of the scores they are made from."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.engines.gains import Gain
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import day, number
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.records.learning.models import Training
from dampingi.records.learning.queries.curricula import modules
from dampingi.records.learning.queries.gains import NO_MODULE
from dampingi.records.programmes.models import Programme

BOTH, LACKING = "keduanya", "kurang"
TESTS = ((BOTH, _("Kedua tes")), (LACKING, _("Kurang satu atau dua")))


def told(found: Gain, asked: dict[str, Any], rows: str = "") -> dict[str, Any]:
    """A gain as the page says it, each figure with its door: `rows` is the address of the list of scores."""
    door = lambda tests: f"{rows or reverse('scores')}?{urlencode({**asked, 'tes': tests})}"  # noqa: E731
    return {
        "n": found.n, "both": door(BOTH), "lacking": found.lacking, "without": door(LACKING),
        "pre": _number(found.pre, 1), "post": _number(found.post, 1), "mean": _number(found.mean, 1),
        "interval": _between(found.interval, 1), "normalised": _number(found.normalised, 2),
        "normalised_interval": _between(found.normalised_interval, 2),
    }  # fmt: skip


def _number(value: float | None, decimals: int) -> str:
    return "–" if value is None else number(round(value, 6), decimals)


def _between(pair: tuple[float, float] | None, decimals: int) -> str:
    if pair is None:
        return ""
    ends = {"low": _number(pair[0], decimals), "high": _number(pair[1], decimals)}
    return _now("%(low)s sampai %(high)s") % ends


def scores_list(actor: Actor, programme: Programme) -> ListOf:
    places = lambda: places_below(actor, Permission.VIEW_PARTICIPANTS)  # noqa: E731
    return ListOf(
        name="nilai-tes",
        noun=_("kehadiran"),
        columns=(
            Column("name", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",), href=lambda a: reverse("participant", args=[a.enrolment_id])),
            Column("training", _("Pelatihan"), "training.title", sort=("training__title",), href=lambda a: reverse("training", args=[a.training_id]), note=lambda a: day(a.training.on)),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
            Column("pre", _("Tes sebelum"), kind="number", sort=("pre",)),
            Column("post", _("Tes sesudah"), kind="number", sort=("post",)),
            Column("gained", _("Kenaikan"), kind="number", sort=("gained",)),
        ),
        order="-gained",
        ties=("region", "enrolment__person__key", "id"),
        filters=(
            Filter("modul", _("Modul"), lambda: [*((str(m.id), m.title) for m in modules(actor)), (NO_MODULE, _("Tanpa modul"))], _of_module),
            Filter("sesi", _("Pelatihan"), lambda: _sessions(programme), field="training", aside=True),
            Filter("tes", _("Tes"), lambda: TESTS, with_tests),
            Filter("wilayah", _("Wilayah"), places, lambda q, v: q.filter(inside(v))),
        ),
        search=("enrolment__person__name", "training__title"),
        search_label=_("Nama peserta, judul pelatihan"),
        enrich=_enrich,
    )  # fmt: skip


def _of_module(found: Any, value: str) -> Any:
    return found.filter(training__module=None if value == NO_MODULE else value)


def with_tests(found: Any, value: str) -> Any:
    both = {"pre__isnull": False, "post__isnull": False}
    return found.filter(**both) if value == BOTH else found.exclude(**both)


def _sessions(programme: Programme) -> list[tuple[str, str]]:
    rows = Training.objects.unscoped("names of sessions; the rows listed are scoped").filter(
        programme=programme
    )
    return [(str(t.id), f"{t.title}, {day(t.on)}") for t in rows.order_by("-on", "title").only("title", "on")]


def _enrich(rows: list[Any]) -> None:
    called = names(row.region for row in rows)
    for row in rows:
        row.region_name = called.get(row.region, row.region)
