"""An aspiration taken down at the desk."""

import uuid

import pytest

from dampingi.records.aspirations.models import Aspiration, Door
from tests.records.aspirations.conftest import text

pytestmark = pytest.mark.django_db
PATH = "/aspirasi/baru/"


def form(**more):
    told = {"id": str(uuid.uuid4()), "region": "32.76.05", "field": "pemasaran", "text": "Pasar mingguan"}
    return told | {"name": "", "phone": ""} | more


def test_it_is_kept_once_with_its_door_and_place(town, july):
    client, said = town.client("office"), form(name="Bu Sari", phone="0812-3456-7890")
    assert text(client.get(PATH)).count('<option value="32.76.') == 11
    for _sent_twice in range(2):
        answer = client.post(PATH, said)
        assert answer.status_code == 302
    row = Aspiration.objects.unscoped("test").get()
    assert (row.door, row.region, row.phone, row.meeting) == (Door.DESK, "32.76.05", "+6281234567890", None)
    assert "Meja dinas" in text(client.get(answer["Location"]))
    assert list(row.steps.values_list("state", flat=True)) == ["received"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"region": "32.77.01"},
        {"region": "32.76"},
        {"region": ""},
        {"text": " "},
        {"text": "a" * 4001},
        {"field": "x"},
        {"id": "bukan"},
        {"phone": "12"},
        {"phone": "0812-3456-7890"},
    ],
)
def test_bad_input_is_said_and_nothing_kept(town, july, wrong):
    assert town.client("office").post(PATH, form(**wrong)).status_code == 422
    assert not Aspiration.objects.unscoped("test").exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 302),
        ("camat", 302),
        ("kota", 302),
        ("ana", 403),
        ("head", 403),
        ("inspector", 403),
        ("participant", 403),
        ("partner", 403),
        ("elsewhere", 403),
    ],
)
def test_who_may(town, july, who, status):
    assert town.client(who).post(PATH, form()).status_code == status


def test_a_kecamatan_takes_down_its_own_alone(town, july):
    assert town.client("camat").post(PATH, form(region="32.76.04")).status_code == 422
