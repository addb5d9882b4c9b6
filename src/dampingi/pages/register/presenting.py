"""What the pages around a change of many businesses show."""

import datetime
import uuid
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.pages.register.selecting import Selection
from dampingi.pages.register.tasks import CHANGE, UNDO, origin_of
from dampingi.records.businesses.actions.bulk import changed_by
from dampingi.records.businesses.models import Business

EXAMPLES, PLACES = 5, 12


def change_page(selection: Selection, count: int) -> dict[str, Any]:
    rows = selection.rows()
    return {
        "count": count,
        "seen": len(selection.ticked) or selection.listing.count,
        "chosen": selection.query,
        "chips": selection.listing.chips(),
        "ticked": bool(selection.ticked),
        "examples": list(rows.order_by("key", "region", "id")[:EXAMPLES]) if count <= 5_000 else [],
        "places": _places(rows) if count else [],
    }


def _places(rows: Any) -> list[tuple[str, str]]:
    """How many in which kelurahan, the most first: a slip of a filter is seen here."""
    counted = (
        rows.order_by().values_list("region").annotate(n=Count("id")).order_by("-n", "region")[: PLACES + 1]
    )
    called = names(code for code, _n in counted)
    told = [(called.get(code, code), formats.number(n)) for code, n in counted[:PLACES]]
    return [*told, (_("dan kelurahan lain"), "")] if len(counted) > PLACES else told


def changed_page(work: Job) -> dict[str, Any]:
    result, undo = work.result, undoing(work) if work.kind == CHANGE else None
    kept = result.get("kept", [])
    called = dict(
        Business.objects.unscoped("changed by the asker's own batch")
        .filter(id__in=[each["id"] for each in kept])
        .values_list("id", "name")
    )
    origin = origin_of(work) if work.finished else None
    change = origin if work.kind == CHANGE else None
    before = len(changed_by(change)) if change and work.state != Job.State.DONE else 0
    return {
        "work": work,
        "before": before,
        "what": _what(work.params.get("bulk", {})),
        "undo": undo,
        "rows": reverse("changed_businesses", args=[work.id]) if origin else "",
        "may_undo": not undo and (before or (change and result.get("changed"))),
        "kept": [each | {"name": called.get(uuid.UUID(each["id"]), "")} for each in kept],
    }


def undoing(work: Job) -> Job | None:
    """The job that takes this one back, unless it failed."""
    found = Job.objects.filter(kind=UNDO, by=work.by, params__change=str(work.id))
    return found.exclude(state=Job.State.FAILED).first()


def _what(bulk: dict[str, str]) -> str:
    value = bulk.get("value", "")
    if bulk.get("what") == "sector":
        return _("Menetapkan sektor %(name)s") % {"name": choices("sectors").get(value, value)}
    if bulk.get("what") == "constraint":
        return _("Mencatat kendala %(name)s") % {"name": choices("constraints").get(value, value)}
    if bulk.get("what") == "look":
        return _("Meminta verifikasi")
    return {"archive": _("Mengarsipkan"), "restore": _("Memulihkan dari arsip")}.get(bulk.get("what", ""), "")


def today_of(business: Business) -> datetime.date:
    return timezone.now().astimezone(zone(business.region)).date()
