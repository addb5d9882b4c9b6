"""No way round the rota, the mix of goods, the swaps or the owner's word about their name."""

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.markets import actions
from dampingi.records.markets.actions import swaps
from dampingi.records.markets.models import Point, Rota, Stall, Swap, Turn
from dampingi.records.markets.queries import free_stalls, swaps_of
from dampingi.records.programmes.rosters import today_in
from tests.records.conftest import SYSTEM
from tests.records.markets.conftest import (
    SATURDAY,
    WEEK,
    drafted,
    join,
    opened,
    published,
    shop_of,
    told,
    turns,
)

pytestmark = pytest.mark.usefixtures("july")


def take(town, n, day=SATURDAY, number=1):
    stall = Stall.objects.get(number=number)
    return actions.take_stall(by=SYSTEM, business=shop_of(town, n), stall=stall.id, day=day)


def rota(region, first=SATURDAY, last=SATURDAY):
    told = {"state": "published", "body": {}, "hash": "", "made_by_name": "x"}
    return Rota.objects.create(region=region, first=first, last=last, **told)


def free(town, n):
    seller = join(town, n)
    return free_stalls(seller.business, today_in(seller.region))


@pytest.mark.parametrize(("region", "first"), [
    ("31.71", SATURDAY), ("32.76.01", SATURDAY), ("32.76", SATURDAY + WEEK),
])  # fmt: skip
def test_a_rota_of_elsewhere_or_of_later_opens_nothing(town, region, first):
    """Another city's, another kecamatan's, or one that begins a week later: nobody had a fair chance here."""
    opened()
    rota(region, first, first + WEEK)
    assert SATURDAY not in {day for day, _stall in free(town, 0)}
    with pytest.raises(Refused, match="belum terbit"):
        take(town, 0)


def test_a_rota_of_the_province_opens_the_city_s_stalls(town):
    opened()
    rota("32")
    assert [day for day, _stall in free(town, 0)] == [SATURDAY]
    take(town, 0)


def test_a_free_stall_keeps_the_mix_of_goods(town):
    opened(stalls=3, most_of_a_kind=1)
    join(town, 0), join(town, 1), join(town, 2, goods="fashion")
    rota("32.76")
    take(town, 0)
    with pytest.raises(Refused, match="sejenis"):
        take(town, 1, number=2)
    take(town, 2, number=2)


def test_a_second_rota_counts_what_is_sold_there_already(town):
    opened(stalls=3, most_of_a_kind=1)
    join(town, 0)
    published()
    join(town, 1), join(town, 2, goods="fashion")
    found = drafted()
    assert [g[5] for *_rest, given in found.body["days"] for g in given] == ["fashion"]
    assert [why for _id, _name, why, *_ in found.body["waiting"]] == ["kind"]


def test_a_swap_keeps_the_mix_of_goods(town):
    """Crafts and fashion stand one each on both days; after the swap both crafts would be on one."""
    opened(stalls=2, most_of_a_kind=1)
    for n, goods in enumerate(("crafts", "fashion", "crafts", "fashion")):
        join(town, n, goods=goods, most=1)
    published(last=SATURDAY + WEEK)
    one = next(t for t in turns(day=SATURDAY) if t.goods == "crafts")
    other = next(t for t in turns(day=SATURDAY + WEEK) if t.goods == "fashion")
    with pytest.raises(Refused, match="sejenis"):
        actions.ask_swap(by=SYSTEM, turn=one.id, wanted=other.id)
    same = next(t for t in turns(day=SATURDAY + WEEK) if t.goods == "crafts")
    made = actions.ask_swap(by=SYSTEM, turn=one.id, wanted=same.id)
    actions.answer_swap(by=SYSTEM, swap=made.id, accept=True)


@pytest.mark.parametrize("gone", ["stall", "point", "day"])
def test_what_was_given_up_since_the_draft_is_given_to_nobody(town, gone):
    point = opened(stalls=1)
    join(town, 0)
    made = drafted()
    if gone == "stall":
        actions.retire_stall(by=SYSTEM, point=point.id, number=1)
    elif gone == "point":
        actions.close_point(by=SYSTEM, point=point.id, reason="Dipakai upacara")
    else:
        Point.objects.unscoped("test").update(weekday=6)
    with pytest.raises(Conflict, match="Hitung jadwal baru"):
        actions.publish_rota(by=SYSTEM, rota=made.id)
    assert not turns()


@pytest.fixture
def two(town, shop):
    opened(stalls=1)
    join(town, 0), join(town, 3)
    published(last=SATURDAY + WEEK)
    found = {t.business_id: t for t in turns()}
    return found[shop], found[shop_of(town, 3)]


def test_who_asked_for_a_turn_given_back_hears_of_it_and_may_ask_again(town, two):
    mine, theirs = two
    made = actions.ask_swap(by=SYSTEM, turn=mine.id, wanted=theirs.id)
    before = Notice.objects.filter(user=town.users["participant"]).count()
    actions.release_turn(by=SYSTEM, turn=theirs.id)
    made.refresh_from_db()
    assert made.state == Swap.State.WITHDRAWN
    assert Notice.objects.filter(user=town.users["participant"]).count() == before + 1


def test_a_request_for_a_day_that_is_over_waits_for_nobody(town, two):
    mine, theirs = two
    actions.ask_swap(by=SYSTEM, turn=mine.id, wanted=theirs.id)
    assert [len(side) for side in swaps_of(theirs.business, SATURDAY - WEEK)] == [1, 0]
    assert [len(side) for side in swaps_of(theirs.business, SATURDAY)] == [0, 0]


def test_a_stall_got_at_the_same_moment_is_told_in_words(town, two, monkeypatch):
    """The database refuses what the look before could not see."""
    mine, theirs = two
    made = actions.ask_swap(by=SYSTEM, turn=mine.id, wanted=theirs.id)
    opened(stalls=1, name="Alun-alun")
    stall = Stall.objects.exclude(id=mine.stall_id).get()
    Turn.objects.create(
        stall=stall, day=theirs.day, business=mine.business, region=mine.region, goods="crafts"
    )
    monkeypatch.setattr(swaps, "_clash", lambda *_: False)
    with pytest.raises(Conflict, match="mendapat lapak lain"):
        actions.answer_swap(by=SYSTEM, swap=made.id, accept=True)
    made.refresh_from_db()
    assert made.state == Swap.State.ASKED


def test_the_name_leaves_the_public_page_when_its_owner_says_so(town, shop):
    opened(stalls=1)
    join(town, 0, shown=True)
    published()
    address = f"/pasar-minggu-ini/?minggu={SATURDAY.isoformat()}"
    read = lambda: town.client("partner").get(address).content.decode()  # noqa: E731
    assert "Warung 0" in read()
    join(town, 0, shown=False)
    assert "Warung 0" not in read()
    join(town, 0, shown=True)
    assert "Warung 0" in read()
    actions.withdraw(by=SYSTEM, business=shop)
    assert "Warung 0" not in read()


def test_what_was_public_stays_as_it_was_on_days_that_are_over(town, shop):
    opened(stalls=1)
    join(town, 0, shown=True)
    published()
    Turn.objects.unscoped("test").update(day=SATURDAY - 2 * WEEK)
    join(town, 0, shown=False)
    assert turns()[0].shown


def test_link_previews_may_look_at_the_public_page(town):
    assert town.client("partner").head("/pasar-minggu-ini/").status_code == 200


def test_a_season_leaves_no_given_turn_out(town):
    point = opened(stalls=1)
    join(town, 0)
    published()
    short = told(season_to=SATURDAY - WEEK)
    with pytest.raises(Conflict, match="di luar musim"):
        actions.keep_point(by=SYSTEM, told=short, point=point.id)
    actions.keep_point(by=SYSTEM, told=told(season_to=SATURDAY), point=point.id)
    actions.release_turn(by=SYSTEM, turn=turns()[0].id)
    actions.keep_point(by=SYSTEM, told=short, point=point.id)
