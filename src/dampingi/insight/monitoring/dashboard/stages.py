"""Where participants are on the way: per stage how many finished it, and how many in time."""

from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui import formats
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.figures import ask

CODES = ("stage_completion", "stage_timeliness")


def stages(actor: Actor, asked: Asked) -> dict[str, Any] | None:
    if asked.several:  # each programme has its own stages and days
        return None
    found = ask(actor, asked, CODES, "stage")
    plan = list(asked.programme.stages.order_by("order"))
    rows = [_row(asked, stage, found) for stage in plan]
    due = [row for row in rows if row["due"]]
    if not due:
        return None
    narrow = min(due, key=lambda row: row["done_share"])
    words = {"stage": narrow["name"], "share": narrow["done"]}
    return {"rows": rows, "takeaway": _("Tersempit di tahap %(stage)s: %(share)s selesai") % words}


def _row(asked: Asked, stage: Any, found: Any) -> dict[str, Any]:
    done, on_time = found.of(CODES[0], stage.code), found.of(CODES[1], stage.code)
    late = done.numerator - on_time.numerator
    total = done.denominator
    return {
        "name": stage.name,
        "due_on": stage.due_on,
        "due": total > 0,
        "total": total,
        "done": formats.percent(done.value, 0),
        "done_share": float(done.value or 0),
        "on_time": on_time.numerator,
        "on_time_width": round(1000 * on_time.numerator / total) / 10 if total else 0,
        "late": late,
        "late_width": round(1000 * late / total) / 10 if total else 0,
        "open": total - done.numerator,
        "door": asked.door(CODES[0], menurut="stage", nilai=stage.code),
        "door_open": asked.door(CODES[0], menurut="stage", nilai=stage.code, bagian="belum"),
        "door_on_time": asked.door(CODES[1], menurut="stage", nilai=stage.code, bagian="masuk"),
    }
