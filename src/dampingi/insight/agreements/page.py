"""The page of one mentor's agreement: what holds, how it stands month by month, what waits for a signature, and how it came about."""

import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.formats import month as month_words
from dampingi.insight.agreements.forms import months_of
from dampingi.insight.agreements.models import Agreement, LineReport
from dampingi.insight.agreements.queries import BOTH, editions, promisable, proposal, side_of, waits_for
from dampingi.insight.agreements.realisation import by_month
from dampingi.insight.agreements.reporting import period_words
from dampingi.insight.monitoring.dashboard.wording import written
from dampingi.records.programmes.models import Mentor

SHOWN_MONTHS = 4


def agreement_page(actor: Actor, mentor: Mentor, *, today: datetime.date) -> dict[str, Any]:
    held = editions(mentor)
    current = next((c for c in held if len(c.signatures.all()) == BOTH), None)
    open_, side = proposal(held), side_of(actor, mentor)
    months = [m for m in months_of(mentor.programme) if m <= today][-SHOWN_MONTHS:]
    return {
        "mentor": mentor, "current": current, "open": open_, "side": side, "editions": held,
        "to_sign": open_ is not None and side != "" and waits_for(open_) == side,
        "targets": _targets(mentor, current, months, today) if current else [], "months": [month_words(m) for m in months],
        "lines": _lines(mentor, current) if current else [],
        "open_targets": _proposed(mentor, open_, current) if open_ else [],
        "open_lines": [ln | {"when": month_list(ln["months"])} for ln in open_.lines] if open_ else [],
    }  # fmt: skip


def _proposed(mentor: Mentor, open_: Agreement, current: Agreement | None) -> list[dict[str, str]]:
    """Each proposed target with `was`, what holds now where it differs; "-" where there is none yet."""
    held = {(t["indicator"], t["period"]): t for t in current.targets} if current else {}
    found = []
    for t in open_.targets:
        before = held.get((t["indicator"], t["period"]))
        was = plain_target(mentor.programme.region, before)["value"] if before else "–"
        told = plain_target(mentor.programme.region, t)
        found.append(told | {"was": was if current and was != told["value"] else ""})
    return found


def plain_target(region: str, target: dict[str, Any]) -> dict[str, str]:
    indicator = promisable(region).get(target["indicator"])
    words = _("setiap bulan") if target["period"] == "month" else _("sepanjang program")
    if indicator is None:
        return {"name": target["indicator"], "value": target["value"], "period": words}
    return {"name": indicator.name, "value": written(indicator, Decimal(target["value"])), "period": words}


def _targets(
    mentor: Mentor, current: Agreement, months: list[datetime.date], today: datetime.date
) -> list[dict[str, Any]]:
    """A row a target: its cells are the months, each a door to the rows counted, with the target of then where it was another."""
    region = mentor.programme.region
    now = {(t["indicator"], t["period"]): plain_target(region, t)["value"] for t in current.targets}
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for month, found in by_month(mentor.programme, current, months, until=today):
        for r in found:
            row = rows.setdefault(
                (r.indicator, r.period),
                {
                    "name": r.name,
                    "target": now[r.indicator, r.period],
                    "period": period_words(r.period),
                    "cells": [],
                },
            )
            door = reverse("agreement_figure", args=[mentor.id, r.indicator])
            row["cells"].append(
                {"value": r.value, "state": r.state, "counted": r.counted, "month": month_words(month),
                 "then": r.target if r.target != row["target"] else "", "href": f"{door}?bulan={month:%Y-%m}&masa={r.period}"}
            )  # fmt: skip
    return list(rows.values())


def _lines(mentor: Mentor, current: Agreement) -> list[dict[str, Any]]:
    ticks: dict[str, list[LineReport]] = {}
    rows = LineReport.objects.filter(report__mentor=mentor).select_related("report").order_by("report__month")
    for tick in rows:
        ticks.setdefault(tick.line, []).append(tick)
    return [
        ln | {"when": month_list(ln["months"]), "ticks": ticks.get(ln["code"], [])} for ln in current.lines
    ]


def month_list(codes: list[str]) -> str:
    return ", ".join(month_words(datetime.date.fromisoformat(f"{c}-01")) for c in codes)
