"""A training planned for chosen businesses: participants on its list, the others with a message ready to send."""

import datetime

import pytest
from tests.records.conftest import HERE, SYSTEM
from tests.records.town import TODAY

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.businesses.actions import register_businesses
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business
from dampingi.records.learning.actions import cancel_training, plan_training, record_attendance
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.learning.models import Invitation, Training
from dampingi.records.learning.queries import next_training, uninvited

pytestmark = pytest.mark.usefixtures("july")
SOON = TODAY + datetime.timedelta(days=5)


@pytest.fixture
def luar(origin, town):
    row = BusinessIntake(
        name="Toko Luar",
        region=HERE,
        phone="+6281200001111",
        owner=PersonIntake(name="Orang Luar", region=HERE),
    )
    register_businesses(by=SYSTEM, origin=origin, rows=[row])
    return Business.objects.unscoped("test").get(name="Toko Luar")


def planned(town, who="office", ids=(), **more):
    told = {
        "region": "32.76",
        "subject": "finance",
        "title": "Pembukuan",
        "on": SOON,
        "minutes": 120,
        "place": "Aula",
    }
    return plan_training(by=town.actor(who), programme=town.programme, businesses=list(ids), **(told | more))


def test_participants_are_on_the_list_and_only_they(town, luar):
    made = planned(town, ids=[town.first.business_id, luar.id])
    assert [e.id for e in uninvited(town.actor("office"), made)] == [town.first.id]
    assert next_training(town.first, after=TODAY) == made
    assert next_training(town.enrolments[1], after=TODAY) is None


def test_others_get_a_message_ready_to_send(town, luar):
    made = planned(town, ids=[town.first.business_id, luar.id])
    page = town.client("office").get(f"/pelatihan/{made.id}/").content.decode()
    assert "2 usaha diundang" in page
    assert "https://wa.me/6281200001111?text=Yth.%20Orang%20Luar%2C%20kami%20mengundang%20Toko%20Luar" in page
    assert "wa.me" not in town.client("head").get(f"/pelatihan/{made.id}/").content.decode()


def test_cancelled_it_takes_no_attendance_and_is_announced_to_nobody(town):
    made = planned(town, ids=[town.first.business_id])
    with pytest.raises(Refused, match="alasan"):
        cancel_training(by=town.actor("office"), training=made.id, reason="")
    assert (
        town.client("office").post(f"/pelatihan/{made.id}/batal/", {"reason": "aula penuh"}).status_code
        == 302
    )
    assert next_training(town.first, after=TODAY) is None
    made.refresh_from_db()
    with pytest.raises(Conflict, match="dibatalkan"):
        record_attendance(by=SYSTEM, training=made, rows=[AttendanceIntake(town.first.id, True)], today=SOON)
    assert "Dibatalkan" in town.client("office").get("/pelatihan/").content.decode()


def test_one_that_took_place_stays(town):
    made = planned(town, ids=[town.first.business_id])
    record_attendance(by=SYSTEM, training=made, rows=[AttendanceIntake(town.first.id, True)], today=SOON)
    with pytest.raises(Conflict, match="berlangsung"):
        cancel_training(by=town.actor("office"), training=made.id, reason="x")


@pytest.mark.parametrize("wrong", [{"on": TODAY - datetime.timedelta(days=1)}, {"ids": ()}, {"title": " "}])
def test_bad_input_writes_nothing(town, wrong):
    with pytest.raises(Refused):
        planned(town, **({"ids": [town.first.business_id]} | wrong))
    assert not Training.objects.unscoped("test").exists()
    assert not Invitation.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["ana", "coordinator", "head", "partner", "elsewhere"])
def test_only_the_office_plans_and_cancels_trainings(town, who):
    made = planned(town, ids=[town.first.business_id])
    with pytest.raises((Denied, Refused)):
        planned(town, who, ids=[town.first.business_id])
    with pytest.raises(Refused):
        cancel_training(by=town.actor(who), training=made.id, reason="x")


def test_the_invited_are_shown_page_by_page(town, origin):
    """Two hundred on one page would make it larger than a phone should load."""
    rows = [
        BusinessIntake(name=f"Toko {n:03}", region=town.first.region, owner=PersonIntake(name="Luar", region=town.first.region))
        for n in range(200)
    ]  # fmt: skip
    made = planned(town, ids=register_businesses(by=SYSTEM, origin=origin, rows=rows))
    client, path = town.client("office"), f"/pelatihan/{made.id}/"
    page = client.get(path).content
    assert b"200 usaha diundang" in page
    assert len(page) < 100_000
    assert b"Toko 199" not in page
    assert b"Toko 199" in client.get(f"{path}?cari=Toko+199").content
    assert b"Toko 000" not in client.get(f"{path}?peserta=ya").content


@pytest.mark.parametrize("persona", ["ana", "participant"])
def test_who_was_invited_besides_is_no_matter_of_those_who_reach_one_of_them(town, luar, persona):
    """The training is theirs to open through their own participant; the others' names are not."""
    made = planned(town, ids=[town.first.business_id, town.enrolments[4].business_id, luar.id])
    page = town.client(persona).get(f"/pelatihan/{made.id}/").content.decode()
    assert "1 usaha diundang" in page
    assert "Warung 0" in page
    for name in ("Warung 4", "Warga 4", "Toko Luar", "Orang Luar"):
        assert name not in page


def test_the_coordinator_of_a_part_sees_the_invited_of_that_part(town, luar):
    made = planned(town, ids=[town.first.business_id, luar.id])
    assert "2 usaha diundang" in town.client("coordinator").get(f"/pelatihan/{made.id}/").content.decode()
