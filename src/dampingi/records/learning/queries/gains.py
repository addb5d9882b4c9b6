"""Tests before and after, per training, module and kecamatan: every figure beside the door to the rows it was made from."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db.models import ExpressionWrapper, F, IntegerField, QuerySet
from django.utils.translation import gettext as _

from dampingi.engines.gains import Gain, gain
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import day
from dampingi.records.learning.models import Attendance, Module, Training
from dampingi.records.programmes.models import Programme

MODULES, PLACES, SESSIONS = "modul", "kecamatan", "pelatihan"
NO_MODULE = "tanpa"
KECAMATAN = 8


def scores(actor: Actor, programme: Programme) -> QuerySet:
    """Of everyone who came, with `gained`."""
    rows = Attendance.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(
        programme=programme, present=True
    )
    gained = ExpressionWrapper(F("post") - F("pre"), output_field=IntegerField())
    return rows.annotate(gained=gained).select_related("enrolment__person", "training__module")


def gain_of(training: Training, rows: Any) -> Gain:
    """Of the attendances in hand."""
    return gain([(a.pre, a.post) for a in rows if a.present])


def overall(actor: Actor, programme: Programme) -> Gain:
    return gain(scores(actor, programme).values_list("pre", "post").order_by())


def grouped(actor: Actor, programme: Programme, by: str) -> list[dict[str, Any]]:
    """[{name, note, asked, gain}]: `asked` is what the list of scores is narrowed by to show the same rows."""
    rows = scores(actor, programme).order_by()
    found: dict[Any, list[tuple[int | None, int | None]]] = defaultdict(list)
    for module, training, region, pre, post in rows.values_list(
        "training__module", "training", "region", "pre", "post"
    ):
        found[{MODULES: module, SESSIONS: training}.get(by, region[:KECAMATAN])].append((pre, post))
    told = _NAMES[by](list(found))
    made = [{**told[key], "gain": gain(pairs)} for key, pairs in found.items()]
    return sorted(made, key=lambda row: row["order"])


def _of_modules(keys: list[Any]) -> dict[Any, dict[str, Any]]:
    rows = Module.objects.filter(id__in=[k for k in keys if k]).select_related("curriculum")
    found: dict[Any, dict[str, Any]] = {
        m.id: {
            "name": m.title,
            "note": m.curriculum.title,
            "asked": {"modul": m.id},
            "order": (m.curriculum.title, m.order),
        }
        for m in rows
    }
    return found | {
        None: {"name": _("Tanpa modul"), "note": "", "asked": {"modul": NO_MODULE}, "order": ("\uffff", 0)}
    }


def _of_places(keys: list[Any]) -> dict[Any, dict[str, Any]]:
    called = names(keys)
    return {k: {"name": called.get(k, k), "note": "", "asked": {"wilayah": k}, "order": k} for k in keys}


def _of_sessions(keys: list[Any]) -> dict[Any, dict[str, Any]]:
    rows = list(Training.objects.unscoped("of attendances in reach").filter(id__in=keys))
    called = names(t.region for t in rows)
    return {
        t.id: {
            "name": t.title, "note": f"{day(t.on)}, {called.get(t.region, t.region)}", "asked": {"sesi": t.id},
            "order": (-t.on.toordinal(), t.title, str(t.id)),
        }
        for t in rows
    }  # fmt: skip


_NAMES: dict[str, Callable[[list[Any]], dict[Any, dict[str, Any]]]] = {
    MODULES: _of_modules,
    PLACES: _of_places,
    SESSIONS: _of_sessions,
}
