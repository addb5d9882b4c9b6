"""Two exchange their stalls: asked, accepted, refused, forbidden; never a stall twice."""

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.markets import actions
from dampingi.records.markets.models import Turn
from tests.records.conftest import SYSTEM
from tests.records.markets.conftest import SATURDAY, WEEK, join, opened, published, shop_of, turns

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def two(town, shop):
    """One stall, two weeks, two businesses: the participant's and another."""
    opened(stalls=1)
    join(town, 0), join(town, 3)
    published(last=SATURDAY + WEEK)
    found = {t.business_id: t for t in turns()}
    return found[shop], found[shop_of(town, 3)]


def ask(mine, theirs, by=SYSTEM):
    return actions.ask_swap(by=by, turn=mine.id, wanted=theirs.id)


def days():
    held = Turn.objects.unscoped("test").filter(state="given")
    return dict(held.values_list("business", "day"))


def test_accepted_each_has_the_other_s_day(two):
    mine, theirs = two
    actions.answer_swap(by=SYSTEM, swap=ask(mine, theirs).id, accept=True)
    assert days() == {mine.business_id: theirs.day, theirs.business_id: mine.day}


def test_also_on_one_day(town, shop):
    opened(stalls=2)
    join(town, 0), join(town, 3)
    published()
    one, other = turns()
    actions.answer_swap(by=SYSTEM, swap=ask(one, other).id, accept=True)
    held = Turn.objects.unscoped("test").filter(state="given")
    assert dict(held.values_list("business", "stall")) == {
        one.business_id: other.stall_id,
        other.business_id: one.stall_id,
    }


def test_refused_all_stays(two):
    mine, theirs = two
    before = days()
    actions.answer_swap(by=SYSTEM, swap=ask(mine, theirs).id, accept=False)
    assert days() == before


def test_only_who_was_asked_or_speaks_for_them_answers(town, two):
    mine, theirs = two
    made = ask(mine, theirs, by=town.actor("participant"))
    for name in ("participant", "ana", "partner", "elsewhere"):
        with pytest.raises(Refused):
            actions.answer_swap(by=town.actor(name), swap=made.id, accept=True)
    actions.answer_swap(by=town.actor("budi"), swap=made.id, accept=True)


def test_nobody_offers_another_s_turn(town, two):
    mine, theirs = two
    with pytest.raises(Refused) as refusal:
        ask(theirs, mine, by=town.actor("participant"))
    assert refusal.value.status == 404


def test_answered_twice_and_asked_twice(two):
    mine, theirs = two
    made = ask(mine, theirs)
    with pytest.raises(Conflict):
        ask(mine, theirs)
    actions.answer_swap(by=SYSTEM, swap=made.id, accept=True)
    with pytest.raises(Conflict):
        actions.answer_swap(by=SYSTEM, swap=made.id, accept=True)


def test_forbidden_with_a_reason_by_the_office_only(town, two):
    made = ask(*two)
    with pytest.raises(Denied):
        actions.forbid_swap(by=town.actor("coordinator"), swap=made.id, reason="x")
    with pytest.raises(Refused, match="Tulis mengapa"):
        actions.forbid_swap(by=town.actor("office"), swap=made.id, reason=" ")
    actions.forbid_swap(by=town.actor("office"), swap=made.id, reason="jual beli giliran")
    with pytest.raises(Conflict):
        actions.answer_swap(by=SYSTEM, swap=made.id, accept=True)


def test_a_turn_given_back_meanwhile_is_not_swapped(two):
    mine, theirs = two
    made = ask(mine, theirs)
    actions.release_turn(by=SYSTEM, turn=theirs.id)
    with pytest.raises(Conflict):
        actions.answer_swap(by=SYSTEM, swap=made.id, accept=True)


def test_not_for_a_day_on_which_one_already_stands(town, shop):
    opened(stalls=2)
    join(town, 0, most=2), join(town, 3, most=1)
    published(last=SATURDAY + WEEK)
    mine = turns(business=shop)
    theirs = turns(business=shop_of(town, 3))[0]
    assert len(mine) == 2
    other = next(t for t in mine if t.day != theirs.day)
    with pytest.raises(Refused, match="sudah punya lapak lain"):
        ask(other, theirs)


def test_one_s_own_turn_is_no_swap(two):
    mine, _theirs = two
    with pytest.raises(Refused, match="sendiri"):
        ask(mine, mine)


def test_who_asked_takes_it_back_and_may_ask_for_another(town, two):
    mine, theirs = two
    made = ask(mine, theirs, by=town.actor("participant"))
    address = f"/lapak-saya/tukar/{made.id}/tarik/"
    assert address in town.client("participant").get("/lapak-saya/").content.decode()
    for name in ("budi", "elsewhere", "partner"):
        assert town.client(name).post(address).status_code in (403, 404), name
    assert town.client("participant").post(address).status_code == 302
    made.refresh_from_db()
    assert made.state == "withdrawn"
    for again in (
        lambda: actions.withdraw_swap(by=SYSTEM, swap=made.id),
        lambda: actions.answer_swap(by=SYSTEM, swap=made.id, accept=True),
    ):
        with pytest.raises(Conflict):
            again()
    assert ask(mine, theirs).state == "asked"
