"""What is known of any year beforehand: days with a fixed date, and the week's prayer. An office takes them over or leaves them."""

import datetime
from typing import Any

from dampingi.foundation.definitions import load
from dampingi.records.calendars.intake import TimeIntake
from dampingi.records.calendars.models import OfficeTime


def proposed(region: str, year: int) -> list[TimeIntake]:
    """Not yet taken over by this region for this year, nor written there by hand; one that was archived there is not proposed again."""
    rows = OfficeTime.objects.unscoped("what a region has decided").filter(
        region=region, first__lte=datetime.date(year, 12, 31), last__gte=datetime.date(year, 1, 1)
    )
    codes, standing = {r.code for r in rows}, {r.same for r in rows if r.archived_at is None}
    of_year = [_of_year(each, year) for each in load("office_times") if each["code"] not in codes]
    return [each for each in of_year if each.same not in standing]


def _of_year(each: dict[str, Any], year: int) -> TimeIntake:
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if "date" in each:
        month, day = map(int, each["date"].split("-"))
        first = last = datetime.date(year, month, day)
    starts, ends = (datetime.time.fromisoformat(each[k]) if k in each else None for k in ("starts", "ends"))
    return TimeIntake(
        each["kind"], each["name"], first, last, str(each.get("weekdays", "")), starts, ends, each.get("closed", True), each["code"],
    )  # fmt: skip
