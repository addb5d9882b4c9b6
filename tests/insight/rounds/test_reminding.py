"""Who has not handed in is reminded: by a press at most once a day, and by the worker around the due day."""

import datetime

import pytest
import time_machine

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.insight.rounds.actions import cancel_round, remind
from dampingi.insight.rounds.actions.reminding import remind_due

from .conftest import DUE

pytestmark = pytest.mark.usefixtures("july")


def at(day, hour=3):
    return datetime.datetime.combine(day, datetime.time(hour), datetime.UTC)


def told(town, who="coordinator"):
    rows = Notice.objects.filter(user=town.users[who]).order_by("at")
    return [str(n) for n in rows if "ditunggu" in str(n) or "lewat batasnya" in str(n)]


def test_a_press_tells_those_who_have_not_handed_in_once_a_day(rounds, town):
    made = rounds.open()
    assert remind(by=town.actor("office"), round=made.id) == 1, (
        "the one kecamatan where somebody has an account"
    )
    assert len(told(town)) == len(told(town, "camat")) == 1
    with pytest.raises(Refused, match="sudah diingatkan hari ini"):
        remind(by=town.actor("office"), round=made.id)
    with time_machine.travel(at(DUE - datetime.timedelta(days=5)), tick=False):
        assert remind(by=town.actor("office"), round=made.id) == 1
    rounds.submit(rounds.entry(made))
    with time_machine.travel(at(DUE - datetime.timedelta(days=4)), tick=False), pytest.raises(Refused):
        remind(by=town.actor("office"), round=made.id)


def test_only_whoever_holds_the_round_reminds(rounds, town):
    made = rounds.open()
    for who in ("coordinator", "head", "elsewhere", "inspector"):
        with pytest.raises((Refused, Denied)):
            remind(by=town.actor(who), round=made.id)
    cancel_round(by=town.actor("office"), round=made.id, why="Keliru")
    with pytest.raises(Conflict, match="dibatalkan"):
        remind(by=town.actor("office"), round=made.id)
    assert told(town) == []


def test_the_worker_reminds_three_days_before_on_the_day_and_the_day_after(rounds, town):
    rounds.open()
    day = datetime.timedelta(days=1)
    counts = {n: (remind_due(at(DUE + n * day)), remind_due(at(DUE + n * day, 9))) for n in range(-5, 4)}
    assert counts == {n: (1 if n in (-3, 0, 1) else 0, 0) for n in range(-5, 4)}
    assert ["lewat batasnya" in t for t in told(town)] == [False, False, True]


def test_the_day_is_the_region_s_day(rounds):
    rounds.open()
    eve = DUE - datetime.timedelta(days=4)
    assert remind_due(at(eve, 16)) == 0, "23.00 in Depok"
    assert remind_due(at(eve, 17)) == 1, "midnight in Depok"


def test_a_worker_that_was_down_reminds_once_of_the_latest(rounds, town):
    rounds.open()
    assert remind_due(at(DUE)) == 1
    assert len(told(town)) == 1


def test_nobody_is_reminded_of_what_was_handed_in_or_cancelled(rounds, town):
    made = rounds.open()
    rounds.submit(rounds.entry(made))
    assert remind_due(at(DUE)) == 0
    rounds.check(rounds.entry(made), accepted=False, comment="Lagi")
    assert remind_due(at(DUE)) == 1, "the control: returned is asked for again"
    cancel_round(by=town.actor("office"), round=made.id, why="Keliru")
    assert remind_due(at(DUE + datetime.timedelta(days=1))) == 0


def test_by_page_and_by_whatsapp(rounds, town):
    made = rounds.open()
    address = f"/putaran/{made.id}/ingatkan/"
    assert town.client("coordinator").post(address).status_code == 403
    assert town.client("elsewhere").post(address).status_code == 404
    assert "1 wilayah diingatkan" in town.client("office").post(address, follow=True).content.decode()
    assert town.client("office").post(address).status_code == 422
    entry = rounds.entry(made)
    page = town.client("office").get(f"/putaran/isian/{entry.id}/").content.decode()
    assert "https://wa.me/?text=" in page
    assert f"/putaran/isian/{entry.id}/" in page
    assert "wa.me" not in town.client("coordinator").get(f"/putaran/isian/{entry.id}/").content.decode()
    bare = rounds.entry(made, "32.76.01")
    assert "belum punya orang" in town.client("office").get(f"/putaran/isian/{bare.id}/").content.decode()
