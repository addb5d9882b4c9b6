"""/kendala/bantuan/: from a cell of the map to a mentor's plan, clinic slots or a training, in one step."""

import datetime

import pytest

from dampingi.records.businesses.actions import note_constraints
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.clinic.models import Booking
from dampingi.records.learning.models import Invitation
from dampingi.records.mentoring.models import Plan, PlannedVisit
from tests.records.conftest import HERE, SYSTEM
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")
CELL = f"/kendala/bantuan/?wilayah={HERE}&kendala=mkt_reach&pilih=semua"
VISITS = {"bantuan": "kunjungan", "kunjungan-topic": "pemasaran", "kunjungan-due_on": "2026-08-03"}
CLINIC = {"bantuan": "klinik", "klinik-field": "pemasaran"}
TRAINING = {
    "bantuan": "pelatihan", "pelatihan-title": "Jualan", "pelatihan-subject": "marketing", "pelatihan-on": "2026-08-03",
    "pelatihan-minutes": "120", "pelatihan-place": "Aula",
}  # fmt: skip


@pytest.fixture(autouse=True)
def held(town):
    rows = [
        ConstraintNote(e.business_id, "mkt_reach", TODAY - datetime.timedelta(days=30))
        for e in town.enrolments
    ]
    return note_constraints(by=SYSTEM, rows=rows)


def test_the_whole_cell_gets_visits_by_its_mentor(town):
    assert "Bantu 3 usaha" in town.client("office").get(CELL).content.decode()
    answer = town.client("office").post(CELL, VISITS)
    plan = Plan.objects.unscoped("test").get()
    assert answer.url == f"/rencana-kunjungan/{plan.id}/"
    assert (plan.about, plan.region) == ("mkt_reach", HERE)
    assert {p.enrolment_id for p in PlannedVisit.objects.unscoped("test")} == {
        e.id for e in town.enrolments[:3]
    }


def test_only_the_ticked_are_helped(town):
    one = town.enrolments[1].business_id
    path = f"/kendala/bantuan/?wilayah=32.76&pilih=tercentang&usaha={one}&usaha=apa"
    assert town.client("office").post(path, CLINIC).status_code == 302
    assert [b.business_id for b in Booking.objects.unscoped("test")] == [one]


def test_a_training_invites_them(town):
    answer = town.client("office").post(CELL, TRAINING)
    assert answer.url.startswith("/pelatihan/")
    assert Invitation.objects.unscoped("test").exclude(enrolment=None).count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        VISITS | {"kunjungan-due_on": "2026-07-01"},
        VISITS | {"kunjungan-topic": "sihir"},
        CLINIC | {"klinik-field": "sihir"},
        TRAINING | {"pelatihan-on": "2027-08-03"},
        TRAINING | {"pelatihan-title": ""},
    ],
)
def test_bad_input_is_told_on_the_form_and_nothing_written(town, wrong):
    answer = town.client("office").post(CELL, wrong)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Plan.objects.unscoped("test").exists()
    assert not Booking.objects.unscoped("test").exists()
    assert not Invitation.objects.unscoped("test").exists()


def test_choosing_nobody_says_what_to_do(town):
    answer = town.client("office").get("/kendala/bantuan/?wilayah=32.76&pilih=tercentang")
    assert answer.status_code == 422
    assert "centang sedikitnya satu" in answer.content.decode()


@pytest.mark.parametrize(
    "who", ["ana", "head", "inspector", "participant", "partner", "elsewhere", "stranger"]
)
def test_nobody_else_helps_from_the_map(town, who):
    for body in (VISITS, CLINIC, TRAINING):
        assert town.client(who).post(CELL, body).status_code in (302, 403)
    assert not Plan.objects.unscoped("test").exists()


def test_a_guide_of_the_kecamatan_plans_visits_but_no_training(town):
    page = town.client("camat").get(CELL).content.decode()
    assert "Minta pendamping mengunjungi" in page
    assert "Adakan pelatihan" not in page
    assert town.client("camat").post(CELL, VISITS).status_code == 302
