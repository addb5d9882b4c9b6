"""What the page shows of frozen rates."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.states import State
from dampingi.insight.monitoring.queries import indicators
from dampingi.insight.reviews.listing import COUNT, LEFT, LOOKED, PART, people_door, share
from dampingi.insight.reviews.models import ExitRule, Freeze
from dampingi.insight.reviews.queries import holds, next_number
from dampingi.insight.reviews.rates import PASSED


def rule_words(rule: ExitRule | None) -> str:
    if rule is None or not rule.days:
        return _("Belum ada yang dikecualikan: semua yang pernah terdaftar dihitung.")
    told = {"n": formats.number(rule.days), "number": formats.number(rule.number)}
    if rule.replaced:
        return (
            _(
                "Aturan no. %(number)s: tidak dihitung bila berhenti dalam %(n)s hari dan tempatnya sudah diisi pengganti."
            )
            % told
        )
    return _("Aturan no. %(number)s: tidak dihitung bila berhenti dalam %(n)s hari sejak terdaftar.") % told


def freeze_page(freeze: Freeze) -> dict[str, Any]:
    body, programme = freeze.body, freeze.programme
    whole, places = body["whole"], names(body["parts"])
    return {
        "freeze": freeze,
        "programme": programme,
        "place": name_of(programme.region),
        "headline": _headline(freeze),
        "rates": [_rate(freeze, entry, whole) for entry in body["definition"]],
        "parts": [_part(freeze, part, places.get(part, part)) for part in body["parts"]],
        "columns": [(code, _(name)) for code, name in _named(body)],
        "targets": _targets(freeze, places),
        "left": _left(freeze),
        "rule": rule_words(freeze.rule),
        "rule_late": bool(freeze.rule and freeze.rule.at.date() > freeze.as_of),
        "holds": holds(freeze),
        "latest": freeze.number + 1 == next_number(programme),
    }


def _named(body: dict[str, Any]) -> list[tuple[str, str]]:
    return [(entry["code"], entry["name"]) for entry in body["definition"]]


def _headline(freeze: Freeze) -> dict[str, Any]:
    whole = freeze.body["whole"]
    told, looked = whole["rates"][PASSED], whole["reverified"]
    return {
        "share": share(told["all"]), "n": told["all"][0], "of": told["all"][1], "unknown": told["all"][2],
        "kept": share(told["kept"]), "kept_n": told["kept"][0], "kept_of": told["kept"][1],
        "excluded": whole["excluded"], "exited": whole["exited"], "looked": looked, "checked": looked["checked"],
        "corrected": looked["corrected"], "between": _between(looked), "error": looked["error"], "wrong": looked["wrong"],
        "doors": {
            "yes": people_door(freeze, **{COUNT: f"{PASSED}-ya"}), "all": people_door(freeze),
            "kept": people_door(freeze, **{COUNT: f"{PASSED}-ya", LEFT: "dihitung"}),
            "excluded": people_door(freeze, **{LEFT: "dikecualikan"}), "exited": people_door(freeze, **{LEFT: "ya"}),
            "checked": people_door(freeze, **{LOOKED: "sudah"}), "wrong": people_door(freeze, **{LOOKED: "beda"}),
        },
    }  # fmt: skip


def _between(looked: dict[str, Any]) -> str:
    if looked["low"] is None:
        return ""
    return f"{formats.percent(looked['low'])}–{formats.percent(looked['high'])}"


def _rate(freeze: Freeze, entry: dict[str, Any], table: dict[str, Any]) -> dict[str, Any]:
    """As it was defined when it was frozen."""
    code, name, rule = entry["code"], entry["name"], entry["rule"]
    told = table["rates"][code]
    return {
        "name": _(name), "rule": _(rule), "all": told["all"], "kept": told["kept"],
        "share": share(told["all"]), "kept_share": share(told["kept"]),
        "doors": {
            "yes": people_door(freeze, **{COUNT: f"{code}-ya"}),
            "unknown": people_door(freeze, **{COUNT: f"{code}-takdiketahui"}),
            "kept": people_door(freeze, **{COUNT: f"{code}-ya", LEFT: "dihitung"}),
        },
    }  # fmt: skip


def _part(freeze: Freeze, part: str, name: str) -> dict[str, Any]:
    table = freeze.body["parts"][part]
    cells = [
        {
            "share": share(told["all"]), "n": told["all"][0], "of": told["all"][1],
            "href": people_door(freeze, **{COUNT: f"{code}-ya", PART: part}),
        }
        for code, told in table["rates"].items()
    ]  # fmt: skip
    looked = table["reverified"]
    return {
        "name": name, "people": table["people"], "href": people_door(freeze, **{PART: part}), "cells": cells,
        "corrected": looked["corrected"], "between": _between(looked), "checked": looked["checked"],
        "looked_href": people_door(freeze, **{PART: part, LOOKED: "sudah"}),
    }  # fmt: skip


def _targets(freeze: Freeze, places: dict[str, str]) -> dict[str, Any]:
    """Reached by place, and by indicator how many places reach it; each leads to the dashboard of that day's month."""
    rows, called = freeze.body["targets"], {i.code: i.name for i in indicators(freeze.programme.region)}
    by: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by.setdefault(row["indicator"], []).append(row)
    month = freeze.as_of.strftime("%Y-%m") if _month_over(freeze) else ""
    return {
        "reached": sum(r["reached"] for r in rows),
        "of": len(rows),
        "share": share([sum(r["reached"] for r in rows), len(rows)]),
        "rows": [
            {
                "name": called.get(code, code), "reached": sum(r["reached"] for r in told), "of": len(told),
                "missing": [places.get(r["part"], r["part"]) for r in told if not r["reached"]],
                "href": _dashboard(freeze, code, month),
                "state": _state(sum(r["reached"] for r in told), len(told)),
            }
            for code, told in by.items()
        ],
    }  # fmt: skip


def _month_over(freeze: Freeze) -> bool:
    return (freeze.as_of + datetime.timedelta(days=1)).day == 1


def _dashboard(freeze: Freeze, code: str, month: str) -> str:
    told = {"program": freeze.programme.code, "indikator": code, "bulan": month}
    return f"{reverse('dashboard')}?{urlencode({k: v for k, v in told.items() if v})}"


def _state(reached: int, of: int) -> State:
    return State.GOOD if reached == of else State.LATE if not reached else State.WATCH


def _left(freeze: Freeze) -> str:
    """When they left, month by month."""
    told = [
        f"{formats.month(datetime.date.fromisoformat(f'{month}-01'))} {formats.number(n)}"
        for month, n in freeze.body["left"].items()
    ]
    if not told:
        return ""
    n = freeze.body["whole"]["exited"]
    return ngettext("%(n)s peserta berhenti: %(told)s.", "%(n)s peserta berhenti: %(told)s.", n) % {
        "n": formats.number(n), "told": ", ".join(told),
    }  # fmt: skip
