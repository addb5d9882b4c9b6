"""/rencana/kegiatan/.../aspirasi/: what people asked for is tied to the activity that answers it."""

import uuid

import pytest

from dampingi.outcomes.plans.actions import remove
from dampingi.records.aspirations.actions import receive_aspiration
from dampingi.records.aspirations.intake import Heard
from dampingi.records.aspirations.models import Aspiration, State
from tests.records.town import KECAMATAN

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def wish(town):
    heard = Heard(id=uuid.uuid4(), field="kelembagaan", text="Tolong bantu pengurusan NIB di kelurahan.")
    return receive_aspiration(
        by=town.actor("office"), programme=town.programme, region=KECAMATAN, heard=heard
    )


def address(written):
    return f"/rencana/kegiatan/{written.id}/"


def state(wish):
    return Aspiration.objects.unscoped("test").get(id=wish.id).state


def test_it_is_offered_tied_once_and_both_pages_lead_to_each_other(town, written, wish):
    client = town.client("office")
    assert "Tolong bantu pengurusan NIB" in client.get(address(written)).content.decode()
    for _again in range(2):
        assert client.post(f"{address(written)}aspirasi/", {"aspirasi": [str(wish.id)]}).status_code == 302
    assert state(wish) == State.PLANNED
    page = client.get(address(written)).content.decode()
    assert page.count("Tolong bantu pengurusan NIB") == 1
    assert f"/aspirasi/{wish.id}/" in page
    assert address(written) in client.get(f"/aspirasi/{wish.id}/").content.decode()
    assert wish.follows.filter(removed_at=None).count() == 1


@pytest.mark.parametrize(("sent", "status"), [([], 422), (["x"], 404), ([str(uuid.UUID(int=7))], 404)])
def test_what_is_not_there_is_told_and_nothing_tied(town, written, wish, sent, status):
    answer = town.client("office").post(f"{address(written)}aspirasi/", {"aspirasi": sent})
    assert answer.status_code == status
    assert state(wish) == State.RECEIVED


def test_all_or_none(town, written, wish):
    sent = {"aspirasi": [str(wish.id), str(uuid.UUID(int=7))]}
    assert town.client("office").post(f"{address(written)}aspirasi/", sent).status_code == 404
    assert state(wish) == State.RECEIVED


def test_an_activity_that_was_taken_out_answers_nothing(town, plan, written, wish):
    remove(by=town.actor("office"), plan=plan, activity=written.id)
    assert (
        town.client("office").post(f"{address(written)}aspirasi/", {"aspirasi": [str(wish.id)]}).status_code
        == 409
    )


@pytest.mark.parametrize(
    ("who", "status"), [("inspector", 403), ("participant", 403), ("elsewhere", 404), ("ana", 404)]
)
def test_others_tie_nothing(town, written, wish, who, status):
    answer = town.client(who).post(f"{address(written)}aspirasi/", {"aspirasi": [str(wish.id)]})
    assert answer.status_code == status
    assert state(wish) == State.RECEIVED
