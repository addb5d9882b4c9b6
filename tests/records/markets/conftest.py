import datetime

import pytest

from dampingi.records.businesses.models import Business
from dampingi.records.markets import actions
from dampingi.records.markets.actions.points import PointTold
from dampingi.records.markets.models import Turn
from tests.records.conftest import SYSTEM

SATURDAY = datetime.date(2026, 7, 25)
"""The first one after the town's Monday, 20 July."""
WEEK = datetime.timedelta(days=7)


def told(**more) -> PointTold:
    return PointTold(
        **{
            "region": "32.76.05", "name": "Taman", "place": "Taman kota", "weekday": 5, "opens": datetime.time(7), "closes": datetime.time(12),
            "season_from": datetime.date(2026, 1, 1), "season_to": datetime.date(2026, 12, 31),
        }
        | more
    )  # fmt: skip


def opened(stalls=2, **more):
    made = actions.keep_point(by=SYSTEM, told=told(**more))
    actions.add_stalls(by=SYSTEM, point=made.id, count=stalls, kind="table")
    return made


def shop_of(town, n):
    return town.enrolments[n].business_id


def join(town, n, *, ready=True, **more):
    """The n-th participant's business wants stalls."""
    id = shop_of(town, n)
    if ready:
        Business.objects.unscoped("test").filter(id=id).update(nib="1234567890123")
    made = actions.join(by=SYSTEM, business=id, **({"goods": "crafts", "days": [5], "most": 2} | more))
    return actions.see_photo(by=SYSTEM, seller=made.id) if ready and not made.photo_on else made


def drafted(first=SATURDAY, last=SATURDAY, by=SYSTEM):
    return actions.draft_rota(by=by, region="32.76", first=first, last=last)


def published(first=SATURDAY, last=SATURDAY):
    return actions.publish_rota(by=SYSTEM, rota=drafted(first, last).id)


def turns(**more):
    return list(Turn.objects.unscoped("test").filter(**more).order_by("day", "stall__number", "business__name"))  # fmt: skip


@pytest.fixture
def shop(town):
    """The participant's own."""
    Business.objects.unscoped("test").filter(id=town.first.business_id).update(owner=town.first.person_id)
    return town.first.business_id
