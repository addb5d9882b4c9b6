"""What is agreed to be done: by whom, until when, and what became of it."""

import datetime

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rows import new_id
from dampingi.records.problems import actions
from dampingi.records.problems.models import AgreedAction
from dampingi.records.problems.queries import agreed_actions, own_agreed
from tests.records.problems.conftest import DAY, course, told
from tests.records.town import NOW, TODAY


def row(agreed) -> AgreedAction:
    return AgreedAction.objects.unscoped("test").get(id=agreed.id)


def test_it_stands_in_its_owner_s_inbox_until_it_is_done(town, noted, agreed):
    made = agreed(noted("ana"), owner="coordinator")
    assert "Tindakan untuk Anda" in told(town, "coordinator")
    assert "Mendatangi kantor izin" in town.client("coordinator").get("/kotak-masuk/").content.decode()
    actions.finish(by=town.actor("coordinator"), agreed=made.id, note="Terbit kemarin")
    assert not own_agreed(town.actor("coordinator"))
    assert "selesai" in told(town, "office")
    assert course(made.problem) == ["noted", "agreed", "done"]
    with pytest.raises(Conflict, match="sudah selesai"):
        actions.finish(by=town.actor("coordinator"), agreed=made.id, note="Lagi")


def test_one_owner_a_person_of_the_list_or_an_office(town, noted):
    problem, office = noted(), town.actor("office")
    wrong = ((None, ""), (town.users["coordinator"].id, "DPMPTSP"), (town.users["province"].id, ""), (town.users["participant"].id, ""), (new_id(), ""))  # fmt: skip
    for owner, name in wrong:
        with pytest.raises(Refused):
            actions.agree(by=office, problem=problem.id, text="x", due_on=TODAY, owner=owner, office=name)
    assert not AgreedAction.objects.unscoped("test").exists()


@pytest.mark.parametrize("due", [-1, 3 * 366 + 1])
def test_the_day_is_neither_over_nor_never(noted, agreed, due):
    with pytest.raises(Refused, match="Batas waktunya"):
        agreed(noted(), due=due)


def test_the_far_end_of_the_calendar_is_refused(town, noted):
    with pytest.raises(Refused, match="Batas waktunya"):
        actions.agree(
            by=town.actor("office"), problem=noted().id, text="x", due_on=datetime.date.max, office="BPN"
        )


@pytest.mark.parametrize("by", ["coordinator", "camat", "province", "inspector"])
def test_only_the_level_that_has_it_agrees_on_something(noted, agreed, by):
    with pytest.raises(Conflict, match="ada pada"):
        agreed(noted(), by=by)


def test_who_lacks_the_authority_agrees_on_nothing(noted, agreed):
    with pytest.raises(Conflict, match="teruskan ke atas"):
        agreed(noted(matter="small"))


def test_sent_twice_it_is_agreed_once(town, noted):
    problem, id = noted(), new_id()
    for _ in range(2):
        actions.agree(
            by=town.actor("office"), problem=problem.id, text="x", due_on=TODAY, office="BPN", id=id
        )
    assert AgreedAction.objects.unscoped("test").count() == 1
    with pytest.raises(Conflict):
        actions.agree(
            by=town.actor("office"), problem=noted().id, text="x", due_on=TODAY, office="BPN", id=id
        )


def test_its_level_puts_it_off_or_drops_it_and_its_owner_does_not(town, noted, agreed):
    made = agreed(noted(), owner="coordinator")
    for act, more in ((actions.drop, {}), (actions.postpone, {"due_on": TODAY + 20 * DAY})):
        with pytest.raises(Conflict, match="orang lain"):
            act(by=town.actor("coordinator"), agreed=made.id, reason="Sibuk", **more)
    with pytest.raises(Refused, match="sesudah yang lama"):
        actions.postpone(by=town.actor("office"), agreed=made.id, due_on=TODAY + DAY, reason="x")
    actions.postpone(by=town.actor("office"), agreed=made.id, due_on=TODAY + 20 * DAY, reason="Kantor tutup")
    assert row(made).due_on == TODAY + 20 * DAY
    actions.drop(by=town.actor("head"), agreed=made.id, reason="Sudah tidak perlu")
    assert row(made).dropped_at
    assert "tidak jadi" in told(town, "coordinator")
    assert not agreed_actions(town.actor("office")).exists()


def test_others_neither_see_nor_finish_it(town, noted, agreed):
    made = agreed(noted(), owner="coordinator")
    with pytest.raises(Refused, match="tidak ada"):
        actions.finish(by=town.actor("elsewhere"), agreed=made.id, note="x")
    with pytest.raises(Conflict, match="orang lain"):
        actions.finish(by=town.actor("inspector"), agreed=made.id, note="x")
    with pytest.raises(Refused, match="hasilnya"):
        actions.finish(by=town.actor("coordinator"), agreed=made.id, note=" ")


def test_its_owner_is_reminded_on_the_day_and_a_week_later(town, noted, agreed):
    made, other = agreed(noted(), owner="coordinator", due=1), agreed(noted(), due=1)
    days = [actions.remind_owners(NOW + n * DAY) for n in (0, 1, 1, 3, 8, 9)]
    assert days == [0, 1, 0, 0, 1, 0]
    assert "Hari ini batas waktu" in told(town, "coordinator")
    assert "lewat batas waktu" in told(town, "coordinator")
    assert row(made).reminded_on == TODAY + 8 * DAY
    assert row(other).reminded_on is None
