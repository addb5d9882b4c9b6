"""Where a determination stands, and what comes next for whom."""

from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import number, short_day
from dampingi.outcomes.decisions.models import Determination
from dampingi.outcomes.decisions.queries import current, missing, not_approved, raters, unsigned


def state(found: Determination) -> str:
    """propose, approve, minutes, sign or decree; "done" once signed."""
    if found.signed_at:
        return "done"
    if found.minuted_at:
        return "sign" if unsigned(found) else "decree"
    if missing(found) or not current(found).exists():
        return "propose"
    return "approve" if not_approved(found) else "minutes"


def state_words(found: Determination) -> str:
    return {
        "propose": _("Sedang diusulkan"),
        "approve": _("Menunggu persetujuan"),
        "minutes": _("Siap dibuat berita acara"),
        "sign": _("Menunggu tanda tangan tim"),
        "decree": _("Menunggu tanda tangan SK"),
        "done": _("Ditetapkan"),
    }[state(found)]


def track(found: Determination) -> list[dict[str, Any]]:
    order = ("propose", "approve", "minutes", "sign", "decree")
    labels = {
        "propose": _("Usulkan"),
        "approve": _("Setujui"),
        "minutes": _("Berita acara"),
        "sign": _("Tanda tangan tim"),
        "decree": _("SK penetapan"),
    }
    now = state(found)
    at = order.index(now) if now in order else len(order)
    return [
        {
            "label": labels[key],
            "state": "done" if n < at else "now" if n == at else "next",
            "note": _note(found, key) if n <= at else "",
        }
        for n, key in enumerate(order)
    ]


def _note(found: Determination, key: str) -> str:
    if key == "minutes" and found.minuted_at:
        return short_day(found.minuted_at)
    if key == "decree" and found.signed_at:
        return short_day(found.signed_at)
    if key == "sign" and found.minuted_at:
        signed = found.signatures.filter(absent="").count()  # type: ignore[attr-defined]
        return _("%(done)s dari %(all)s") % {"done": number(signed), "all": number(len(raters(found)))}
    if key == "propose" and not found.minuted_at and (left := len(missing(found))):
        return _("%(n)s belum") % {"n": number(left)}
    if key == "approve" and not found.minuted_at and (waiting := not_approved(found)):
        return _("%(n)s menunggu") % {"n": number(waiting)}
    return ""
