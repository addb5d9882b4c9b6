"""/agenda-saya/, and what planners see of it."""

import datetime

import pytest

from dampingi.foundation.rows import new_id
from dampingi.records.commitments.models import Commitment
from dampingi.records.commitments.queries import busy_between
from dampingi.records.learning.actions import hold_training
from tests.records.commitments.conftest import SECRET
from tests.records.town import KECAMATAN


def said(**told):
    base = {
        "id": str(new_id()),
        "title": SECRET,
        "on": "2026-07-22",
        "starts": "09:00",
        "ends": "12:00",
        "note": "",
    }
    return base | told


def planned(town):
    return hold_training(
        by=town.actor("office"), programme=town.programme, region=KECAMATAN, subject="basic", title="Dasar usaha",
        on=datetime.date(2026, 7, 22), minutes=180,
    )  # fmt: skip


def test_from_the_form_to_the_next_weeks(town):
    ana = town.client("ana")
    assert ana.post("/agenda-saya/", said(weekly="on")).status_code == 302
    page = ana.get("/agenda-saya/").content.decode()
    assert page.count(SECRET) >= 4, "four Wednesdays ahead"
    assert "22 Juli 2026" in page
    assert "12 Agustus 2026" in page


def test_sending_the_form_twice_keeps_one(town):
    told = said()
    for _time in range(2):
        town.client("ana").post("/agenda-saya/", told)
    assert Commitment.objects.unscoped("test").count() == 1


def test_it_is_changed_and_deleted(town, kept):
    made, ana = kept(), town.client("ana")
    assert SECRET in ana.get(f"/agenda-saya/{made.id}/").content.decode()
    other = said(id=str(new_id()), title="Antar pesanan", starts="13:00", ends="14:00")
    assert ana.post(f"/agenda-saya/{made.id}/", other).status_code == 302
    row = Commitment.objects.unscoped("test").get()
    assert (row.id, row.starts) == (made.id, datetime.time(13))
    assert ana.post(f"/agenda-saya/{made.id}/hapus/").status_code == 302
    assert not Commitment.objects.unscoped("test").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends": "08:00"},
        {"title": " "},
        {"weekly": "on", "until": "2026-07-01"},
        {"on": "2026-02-31"},
        {"id": "x"},
    ],
)
def test_what_cannot_be_is_told_and_kept(town, wrong):
    answer = town.client("ana").post("/agenda-saya/", said(**wrong))
    assert answer.status_code == 422
    assert not Commitment.objects.unscoped("test").exists()


@pytest.mark.parametrize("persona", ["participant", "inspector", "province"])
def test_others_have_no_agenda(town, persona):
    assert town.client(persona).get("/agenda-saya/").status_code == 403


def test_whoever_plans_a_training_is_warned_and_may_go_on(town, kept):
    kept(9, 12)
    training = planned(town)
    page = town.client("office").get(f"/pelatihan/{training.id}/").content.decode()
    assert "Pendamping yang berhalangan hari itu" in page
    assert "Ana: 09.00–12.00" in page
    assert SECRET not in page
    other = town.client("camat").get(f"/pelatihan/{training.id}/").content.decode()
    assert "berhalangan" not in other, "the kecamatan's mentor plans no training"


def test_another_day_warns_of_nothing(town, kept):
    kept(9, 12, day=23)
    assert "berhalangan" not in town.client("office").get(f"/pelatihan/{planned(town).id}/").content.decode()


@pytest.mark.parametrize("weekly", [{}, {"weekly": "on"}])
@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_a_day_at_either_end_of_time_breaks_no_page(town, on, weekly):
    ana = town.client("ana")
    assert ana.post("/agenda-saya/", said(on=on) | weekly).status_code == 302
    assert ana.get("/agenda-saya/").status_code == 200
    start = datetime.datetime(2026, 7, 20, tzinfo=datetime.UTC)
    assert len(busy_between([town.mentors["ana"].id], start, start + datetime.timedelta(days=7))) == (
        weekly != {} and on.startswith("0")
    )
