"""What was sold: told in two answers, corrected with its history."""

import datetime

import pytest
import time_machine

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.markets import actions
from dampingi.records.markets.models import Sale, Turn
from dampingi.records.markets.queries import turns as told_of
from tests.records.conftest import SYSTEM
from tests.records.markets.conftest import SATURDAY, join, opened, published, turns

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def turn(town, shop):
    opened()
    join(town, 0)
    published()
    return turns()[0]


@pytest.fixture
def saturday(july, turn):
    with time_machine.travel(datetime.datetime(2026, 7, 25, 5, tzinfo=datetime.UTC), tick=False):
        yield


def tell(turn, amount=250_000, best="Tas", by=SYSTEM):
    return actions.tell_sale(by=by, turn=turn.id, amount=amount, best=best)


@pytest.mark.usefixtures("saturday")
def test_told_and_corrected_the_newest_counts_and_the_first_stays(turn):
    tell(turn)
    tell(turn, 300_000)
    assert [s.amount for s in Sale.objects.order_by("number")] == [250_000, 300_000]
    found = told_of(Turn.objects.unscoped("test").filter(id=turn.id)).get()
    assert (found.sold, found.best) == (300_000, "Tas")


@pytest.mark.usefixtures("saturday")
def test_pressed_twice_is_told_once(turn):
    assert tell(turn).id == tell(turn).id


@pytest.mark.usefixtures("saturday")
def test_nothing_sold_is_zero_and_not_nothing(turn):
    tell(turn, 0, "")
    assert told_of(Turn.objects.unscoped("test").filter(id=turn.id)).get().sold == 0


@pytest.mark.usefixtures("saturday")
@pytest.mark.parametrize("amount", [-5, 10**13, 2**63])
def test_amounts_nobody_sells(turn, amount):
    with pytest.raises(Refused):
        tell(turn, amount)
    assert not Sale.objects.exists()


def test_not_before_its_day(turn):
    with pytest.raises(Refused, match="pada harinya"):
        tell(turn)


@pytest.mark.usefixtures("saturday")
def test_who_did_not_come_sold_nothing_and_who_sold_was_there(turn):
    actions.note_turn(by=SYSTEM, turn=turn.id, state="absent")
    with pytest.raises(Conflict, match="tidak diisi"):
        tell(turn)
    actions.note_turn(by=SYSTEM, turn=turn.id, state="attended")
    tell(turn)
    with pytest.raises(Conflict, match="sudah dicatat"):
        actions.note_turn(by=SYSTEM, turn=turn.id, state="absent")


@pytest.mark.usefixtures("saturday")
def test_owner_and_mentor_tell_it_and_nobody_else(town, turn):
    assert turn.day == SATURDAY
    tell(turn, 1, by=town.actor("participant"))
    tell(turn, 2, by=town.actor("ana"))
    for name in ("budi", "partner", "head", "elsewhere"):
        with pytest.raises(Refused) as refusal:
            tell(turn, 3, by=town.actor(name))
        assert refusal.value.status == 404


@pytest.mark.usefixtures("saturday")
def test_a_sale_of_today_counts_in_the_office_s_figure(town, turn):
    month = lambda: town.client("office").get("/pasar/").context["month"]  # noqa: E731
    assert (month()["given"], month()["sold"]) == (0, None)
    tell(turn)
    assert (month()["given"], month()["sold"]) == (1, 250_000)
