"""The oracle's recipes of market days, sentra, the catalogue, goods at partners and interventions."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from dampingi.records.catalogue.models import Permit, Product
from dampingi.records.centres.models import Occupancy, Unit
from dampingi.records.interventions.models import Taker, Turnover
from dampingi.records.markets.models import Stall, Turn
from dampingi.records.photojobs.models import PhotoJob
from dampingi.records.placements.models import Line, Movement

JAKARTA = ZoneInfo("Asia/Jakarta")
WHY = "oracle"
HELD = ("given", "attended", "absent", "excused")
Recipe = Callable[[Any], Iterator[Any]]


def _home(o: Any, region: str) -> bool:
    return region == o.programme.region or region.startswith(o.programme.region + ".")


def _by(o: Any, moment: datetime.datetime | None) -> bool:
    return moment is not None and moment.astimezone(JAKARTA).date() <= o.period.end


def _filled(o: Any) -> Iterator[Any]:
    turns = [t for t in Turn.objects.unscoped(WHY).select_related("stall") if t.state in HELD]
    for point, day in {(t.stall.point_id, t.day) for t in turns}:
        for s in Stall.objects.filter(point=point).select_related("point"):
            held = [t for t in turns if t.stall_id == s.id and t.day == day]
            if not held and _by(o, s.retired_at):
                continue
            if _home(o, s.point.region) and o._covers(day):
                came = any(t.state == "attended" for t in held)
                yield int(came), 1, s.point.region, day, None, "", {}


def _turns(pair: Callable[[Turn], tuple[int, int] | None]) -> Recipe:
    def recipe(o: Any) -> Iterator[Any]:
        for t in Turn.objects.unscoped(WHY).filter(state__in=HELD):
            if _home(o, t.region) and o._covers(t.day) and (told := pair(t)):
                yield *told, t.region, t.day, None, "", {}

    return recipe


def _absent(t: Turn) -> tuple[int, int] | None:
    return None if t.state == "given" else (int(t.state == "absent"), 1)


def _sales(t: Turn) -> tuple[int, int] | None:
    sold = sorted(t.sales.all(), key=lambda s: s.number)
    return (sold[-1].amount, 1) if sold else None


def _occupied(o: Any) -> Iterator[Any]:
    end = o.period.end
    for u in Unit.objects.unscoped(WHY):
        if not _home(o, u.region) or u.since > end or (u.retired_on and u.retired_on <= end):
            continue
        there = any(
            h.starts_on <= end <= h.ends_on and (h.left_on is None or h.left_on >= end)
            for h in Occupancy.objects.unscoped(WHY).filter(unit=u)
        )
        yield int(there), 1, u.region, u.since, None, "", {}


def _shown_by(o: Any, product: Product) -> bool:
    return product.state == "shown" and product.first_shown_on <= o.period.end


def _showcase(o: Any) -> Iterator[Any]:
    showing = {p.business_id for p in Product.objects.unscoped(WHY) if _shown_by(o, p)}
    for e in o.enrolments:
        if e.business_id and e.enrolled_on <= o.period.end:
            if e.business_until and e.business_until <= o.period.end:
                continue
            yield int(e.business_id in showing), 1, e.region, e.enrolled_on, e, "", {}


def _permits(o: Any) -> Iterator[Any]:
    for p in Permit.objects.unscoped(WHY).select_related("product__business"):
        region = p.product.business.region
        if _home(o, region) and _shown_by(o, p.product) and _by(o, p.noted_at):
            valid = p.genuine is True and (p.valid_until is None or p.valid_until >= o.period.end)
            yield int(valid), 1, region, o.period.end, None, "", {}


def _placed(pair: Callable[[Line, dict[str, int]], tuple[int, int]]) -> Recipe:
    def recipe(o: Any) -> Iterator[Any]:
        for line in Line.objects.unscoped(WHY).select_related("placement", "product__business"):
            region, began = line.product.business.region, line.placement.began_on
            counts, any_ = {"delivered": 0, "sold": 0, "returned": 0}, False
            for m in Movement.objects.unscoped(WHY).filter(line=line):
                if m.cancelled_at is None and m.on <= o.period.end:
                    counts[m.kind] += m.pieces
                    any_ = True
            if any_ and _home(o, region) and began <= o.period.end:
                yield *pair(line, counts), region, began, None, "", {}

    return recipe


def _photos(o: Any) -> Iterator[Any]:
    for j in PhotoJob.objects.unscoped(WHY).select_related("product__business"):
        region = j.product.business.region
        if j.state not in ("cancelled", "declined") and o._covers(j.due_on) and _home(o, region):
            early = j.handed_in_on is not None and j.handed_in_on <= j.due_on
            yield int(early), 1, region, j.due_on, None, "", {}


def _taking(pair: Callable[[int | None, int | None], tuple[int, int] | None]) -> Recipe:
    def recipe(o: Any) -> Iterator[Any]:
        for t in Taker.objects.unscoped(WHY).select_related("intervention"):
            day = t.intervention.ends_on
            if t.left_at is not None or not o._covers(day) or not _home(o, t.region):
                continue
            if told := pair(_said(o, t, "before"), _said(o, t, "after")):
                yield *told, t.region, day, None, "", {}

    return recipe


def _said(o: Any, taker: Taker, side: str) -> int | None:
    rows = [f for f in Turnover.objects.filter(taker=taker, side=side) if _by(o, f.at)]
    return max(rows, key=lambda f: f.number).amount if rows else None


def _rose(before: int | None, after: int | None) -> tuple[int, int] | None:
    return None if before is None or after is None else (int(after > before), 1)


SELLING: dict[str, Recipe] = {
    "stalls_filled": _filled,
    "stall_no_shows": _turns(_absent),
    "sales_per_stall_day": _turns(_sales),
    "centre_occupied": _occupied,
    "products_shown": _showcase,
    "permits_valid": _permits,
    "placed_sold": _placed(lambda _line, n: (n["sold"], n["delivered"])),
    "placed_worth": _placed(lambda line, n: (n["sold"] * line.price, 1)),
    "photos_in_time": _photos,
    "interventions_measured": _taking(lambda b, a: (int(b is not None and a is not None), 1)),
    "interventions_rose": _taking(_rose),
}
