import pytest
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_outcomes import everyone, report

from dampingi.records.mentoring.actions import draw_reverification
from dampingi.records.mentoring.models import Reverification

pytestmark = pytest.mark.usefixtures("july")
FOUND = {"passed": "no", "on": "2026-07-10", "note": "Belum pernah menjual di sentra."}


@pytest.fixture
def drawn(town):
    report(town, *everyone(town))
    draw_reverification(by=SYSTEM, programme=town.programme, share=1, seed=7)
    return town


def address(town) -> str:
    return f"/verifikasi-ulang/{town.first.id}/"


@pytest.mark.parametrize(
    ("who", "status"), [("office", 200), ("inspector", 200), ("ana", 403), ("head", 403)]
)
def test_who_sees_the_draw(drawn, who, status):
    assert drawn.client(who).get("/verifikasi-ulang/").status_code == status


def test_what_was_reported_is_not_told(drawn):
    content = drawn.client("office").get(address(drawn)).content.decode()
    assert "Tercapai" not in content
    assert "sengaja tidak ditampilkan" in content


def test_the_finding_is_recorded_once(drawn):
    client = drawn.client("office")
    assert client.post(address(drawn), FOUND).status_code == 302
    made = Reverification.objects.unscoped("test").get()
    assert (made.passed, made.by_name) == (False, "Office")
    assert client.post(address(drawn), FOUND).status_code == 409
    assert client.get("/verifikasi-ulang/", {"keadaan": "sudah"}).context["listing"].count == 1


@pytest.mark.parametrize("wrong", [{"passed": ""}, {"note": " "}, {"on": "2026-07-21"}])
def test_a_finding_needs_an_answer_a_reason_and_a_day(drawn, wrong):
    assert drawn.client("office").post(address(drawn), FOUND | wrong).status_code == 422
    assert not Reverification.objects.unscoped("test").exists()


def test_only_who_was_drawn(town):
    assert town.client("office").get(address(town)).status_code == 404
