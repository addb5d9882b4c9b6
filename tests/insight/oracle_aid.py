"""The oracle's recipes of what an office gave: equipment and whether it is used, aid given twice, reports on grants."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from dampingi.records.equipment.models import Award, Handover
from dampingi.records.grants.models import Payment

WHY = "oracle"


def _at_home(oracle: Any, region: str) -> bool:
    home = oracle.programme.region
    return region == home or region.startswith(home + ".")


def _items(asks: int, counts: Callable[[str | None], int | None]) -> Callable[[Any], Iterator[Any]]:
    """Handed over `asks` days before the end or earlier; `counts` of its last look since then, None leaves it out."""

    def recipe(o: Any) -> Iterator[Any]:
        end = o.period.end
        for h in Handover.objects.unscoped(WHY).prefetch_related("checks"):
            again = h.on + datetime.timedelta(days=asks)
            if not _at_home(o, h.region) or again > end:
                continue
            looks = sorted((c for c in h.checks.all() if c.on <= end), key=lambda c: c.on)
            seen = looks[-1].state if looks and looks[-1].on >= again else None
            told = counts(seen)
            if told is not None:
                yield told, 1, h.region, h.on, None, "", {}

    return recipe


def _used(seen: str | None) -> int | None:
    return None if seen is None else int(seen == "in_use")


def _doubled(o: Any) -> Iterator[Any]:
    for a in Award.objects.unscoped(WHY).select_related("decree"):
        holds = a.voided_on is None or a.voided_on > o.period.end
        if _at_home(o, a.region) and holds and a.decree.state == "approved" and o._covers(a.decree.on):
            yield int(a.doubled), 1, a.region, a.decree.on, None, "", {}


def _told_in_time(o: Any) -> Iterator[Any]:
    for p in Payment.objects.unscoped(WHY):
        if _at_home(o, p.region) and o._covers(p.report_due_on):
            yield (
                int(p.reported_on is not None and p.reported_on <= p.report_due_on),
                1,
                p.region,
                p.report_due_on,
                None,
                "",
                {},
            )


AID: dict[str, Callable[[Any], Iterator[Any]]] = {
    "equipment_in_use": _items(182, _used),
    "equipment_in_use_year": _items(365, _used),
    "equipment_looked_at": _items(182, lambda seen: int(seen is not None)),
    "equipment_doubled": _doubled,
    "grant_reports_in_time": _told_in_time,
}
