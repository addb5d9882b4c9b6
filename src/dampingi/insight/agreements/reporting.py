"""What a monthly report tells of the agreement: plain JSON that freezes with the report, and the part that prints it."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.rosters import today_in


def figures(programme: Programme, month: datetime.date, mentors: Sequence[Mentor]) -> dict[uuid.UUID, Any]:
    """mentor -> {edition, hash, targets, lines} of those who have signed something."""
    from dampingi.insight.agreements.models import LineReport
    from dampingi.insight.agreements.queries import in_month
    from dampingi.insight.agreements.realisation import figures_of

    held = in_month(programme, month, [m.id for m in mentors])
    if not held:
        return {}
    counted = figures_of(programme, month, held, until=today_in(programme.region))
    ticks: dict[uuid.UUID, dict[str, LineReport]] = {}
    for tick in LineReport.objects.filter(report__mentor__in=held, report__month=month).select_related(
        "report"
    ):
        ticks.setdefault(tick.report.mentor_id, {})[tick.line] = tick
    return {id: _told(c, counted.get(id, {}), month, ticks.get(id, {})) for id, c in held.items()}


def _told(agreement, counted, month: datetime.date, ticks) -> dict[str, Any]:
    wanted = f"{month:%Y-%m}"
    return {
        "edition": agreement.number,
        "hash": agreement.hash,
        "targets": [
            t | {"numerator": f.numerator, "denominator": f.denominator}
            for t in agreement.targets
            if (f := counted.get((t["indicator"], t["period"]))) is not None
        ],
        "lines": [
            {"code": ln["code"], "activity": ln["activity"], "output": ln["output"],
             "done": ticks[ln["code"]].done if ln["code"] in ticks else None,
             "note": ticks[ln["code"]].note if ln["code"] in ticks else ""}
            for ln in agreement.lines
            if wanted in ln["months"]
        ],
    }  # fmt: skip


def part(told: dict[str, Any], report: MonthlyReport) -> Any:
    from dampingi.engines.indicators import Figure
    from dampingi.insight.agreements.queries import promisable
    from dampingi.insight.agreements.realisation import tell
    from dampingi.records.mentoring.sheet import Line, Part

    lines, region = [], report.programme.region
    known = promisable(region)
    for t in told["targets"]:
        if t["indicator"] not in known:
            continue
        r = tell(region, t, Figure(t["numerator"], t["denominator"]))
        asked = f"?bulan={report.month:%Y-%m}&masa={t['period']}"
        note = _("target %(target)s, %(period)s") % {"target": r.target, "period": period_words(t["period"])}
        href = reverse("agreement_figure", args=[report.mentor_id, r.indicator]) + asked
        lines.append(Line(r.name, r.value, note, href=href))
    for ln in told["lines"]:
        words = {True: _("selesai"), False: _("belum selesai"), None: _("belum dilaporkan")}[ln["done"]]
        lines.append(Line(ln["activity"], words, ln["note"] or ln["output"]))
    title = _("Target dan program kerja, edisi %(n)s") % {"n": told["edition"]}
    return Part(title, lines) if lines else None


def period_words(period: str) -> str:
    return _("bulan ini") if period == "month" else _("sejak awal program")
