"""The library as a list: what is shipped and what offices define, by where it stands in the programme's theory."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Rows
from dampingi.foundation.ui.states import State
from dampingi.insight.indicators.catalogue import Impossible, catalogue, standing
from dampingi.insight.indicators.models import Draft, Version
from dampingi.insight.indicators.queries import REVIEW, SEE, drafts, office_of, versions
from dampingi.insight.indicators.wording import AREAS, STEPS, told

SHIPPED = "bawaan"
STATES = (
    ("berlaku", _("Berlaku")),
    ("diganti", _("Diganti versi kantor")),
    ("rancangan", _("Rancangan")),
    ("dicabut", _("Dicabut")),
    ("rusak", _("Tidak dapat dihitung")),
)
_ORDER = {step: n for n, step in enumerate(STEPS)}


def library_rows(actor: Actor) -> Rows:
    """The last version of each owner's, and what is being written; ordered by the theory's steps."""
    last: dict[tuple[str, str], Version] = {}
    for version in versions(actor).select_related("retirement").order_by("number"):
        last[version.region, version.code] = version
    counting = catalogue(place_of(actor)) if place_of(actor) else {}
    rows = [_row(version, counting) for version in last.values()]
    if actor.holds(REVIEW):
        rows += [_draft_row(d) for d in drafts(actor).exclude(state__in=("in_force", "dropped"))]
    called = names(row["region"] for row in rows if row["region"])
    for row in rows:
        row["owner"] = called.get(row["region"], row["region"]) or _now("Bawaan")
    return Rows(sorted(rows, key=lambda r: (_ORDER.get(r["step"], 9), r["order"], r["name"], r["region"])))


def place_of(actor: Actor) -> str:
    """The office whose choice of indicators the reader works with; "" for the whole country."""
    regions = actor.regions(SEE)
    return office_of(regions[0]) if regions else ""


def _row(version: Version, counting: dict[str, Any]) -> dict[str, Any]:
    state, words, note = _state(version, counting)
    body = version.body
    name, why = body["name"], body["why"]
    if not version.region:
        name, why = _now(name), _now(why)
    return {
        "region": version.region, "code": version.code, "number": version.number, "step": body.get("step", ""),
        "step_name": str(STEPS.get(body.get("step", ""), "–")), "area": body.get("area", "wub"), "area_name": str(AREAS[body.get("area", "wub")]),
        "order": body.get("order", 0), "state_key": words,
        "name": name, "why": why,
        "href": reverse("indicator_version", args=[version.id]), "state": (state, dict(STATES)[words]), "note": note,
        "reviewed": _("%(name)s, %(day)s") % {"name": version.reviewed_by, "day": formats.short_day(version.at)} if version.at else "",
    }  # fmt: skip


def _state(version: Version, counting: dict[str, Any]) -> tuple[State, str, str]:
    if hasattr(version, "retirement"):
        return State.NONE, "dicabut", version.retirement.reason
    found = standing(version)
    if isinstance(found, Impossible):
        return State.LATE, "rusak", told(found.why)
    now = counting.get(version.code)
    if not version.region and now and now.owner:
        return State.WATCH, "diganti", ""
    return State.GOOD, "berlaku", ""


def _draft_row(draft: Draft) -> dict[str, Any]:
    body = draft.body
    return {
        "region": draft.region, "code": draft.code, "number": None, "step": body.get("step", ""),
        "step_name": str(STEPS.get(body.get("step", ""), "–")), "area": body.get("area", "wub"), "area_name": str(AREAS[body.get("area", "wub")]),
        "order": body.get("order", 0), "state_key": "rancangan",
        "name": body["name"], "why": body["why"], "href": reverse("indicator_draft", args=[draft.id]),
        "state": (State.WATCH, draft.get_state_display()), "note": "", "reviewed": "",
    }  # fmt: skip


def _only(rows: Rows, name: str, value: str) -> Rows:
    return Rows(row for row in rows if row[name] == value)


def _owned(rows: Rows, value: str) -> Rows:
    return Rows(row for row in rows if bool(row["region"]) == (value != SHIPPED))


def _found(rows: Rows, text: str) -> Rows:
    words = text.lower().split()
    return Rows(
        r for r in rows if all(w in f"{r['name']} {r['why']} {r['code']} {r['owner']}".lower() for w in words)
    )


LIST = ListOf(
    name="indikator",
    noun=pgettext_lazy("list", "indikator"),
    columns=(
        Column("name", _("Indikator"), href=lambda r: r["href"], note=lambda r: r["why"]),
        Column("area_name", _("Bidang")),
        Column("step_name", _("Tingkat")),
        Column("owner", _("Pemilik")),
        Column("number", _("Versi"), kind="number"),
        Column("state", _("Keadaan"), kind="state", note=lambda r: r["note"]),
        Column("reviewed", _("Diperiksa")),
    ),
    order="name",
    filters=(
        Filter("bidang", _("Bidang"), AREAS.items, lambda rows, v: _only(rows, "area", v)),
        Filter("tingkat", _("Tingkat"), STEPS.items, lambda rows, v: _only(rows, "step", v)),
        Filter("pemilik", _("Pemilik"), lambda: ((SHIPPED, _("Bawaan")), ("kantor", _("Kantor"))), _owned),
        Filter("keadaan", _("Keadaan"), lambda: STATES, lambda rows, v: _only(rows, "state_key", v)),
    ),
    search=_found,
    search_label=_("Nama atau kegunaan"),
)  # fmt: skip


def tallied(rows: Rows) -> list[dict[str, Any]]:
    """How many stand at each step, each a door to them."""
    return [
        {"key": step, "label": label, "n": sum(row["step"] == step for row in rows)} for step, label in STEPS.items()
    ]  # fmt: skip
