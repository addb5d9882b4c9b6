"""Cards at the door: scanned, typed or chosen from the list; once; and what is said of cards that are no good."""

import datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from tests.records.learning.test_actions import attend, hold
from tests.records.learning.test_registrations import ask, placed
from tests.records.town import TODAY

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rows import new_id
from dampingi.records.learning import actions
from dampingi.records.learning.cards import LETTERS, code_of, heard, path_of, spoken
from dampingi.records.learning.models import Attendance
from dampingi.records.learning.queries.doors import awaited
from dampingi.records.programmes.actions import withdraw

START = datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def training(town, clock):
    return hold(town, on=TODAY)


def scan(town, training, text, who="office", **more):
    return town.client(who).post(f"/pelatihan/{training.id}/pindai/", {"code": text, **more})


def told(answer) -> str:
    return answer.context["result"]["title"]


def qr(town, n=0, number=1) -> str:
    return f"https://dampingi.example{path_of(town.enrolments[n].id, number)}"


def came() -> set[str]:
    rows = Attendance.objects.unscoped("test").filter(present=True)
    return {a.enrolment.person.name for a in rows}


@given(st.uuids(), st.integers(1, 9))
def test_what_is_on_a_card_is_heard_however_it_is_typed(enrolment, number):
    code = code_of(enrolment, number)
    assert len(code) == 10
    assert set(code) <= set(LETTERS)
    assert heard(path_of(enrolment, number)) == (enrolment, code)
    assert heard(f" {spoken(code).lower()} ") == (None, code)
    assert code_of(enrolment, number + 1) != code


@given(st.text(max_size=600))
def test_no_text_breaks_the_reader(text):
    heard(text)


def test_a_scanned_card_marks_and_a_second_scan_says_when(town, training, clock):
    assert told(scan(town, training, qr(town))) == "Warga 0 hadir."
    clock.move_to(START + datetime.timedelta(minutes=7))
    again = scan(town, training, qr(town))
    assert (again.status_code, told(again)) == (200, "Warga 0 sudah tercatat pukul 10.00.")
    assert Attendance.objects.unscoped("test").get().own is False


def test_the_letters_are_typed_and_a_name_is_chosen(town, training):
    scan(town, training, spoken(code_of(town.enrolments[1].id, 1)).lower())
    town.client("office").post(f"/pelatihan/{training.id}/pindai/", {"enrolment": str(town.enrolments[2].id)})
    assert came() == {"Warga 1", "Warga 2"}
    assert [e.person.name for e in awaited(town.actor("office"), training)] == ["Warga 0", "Warga 3", "Warga 4"]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "x", "AAAAA-AAAAA", "🙂" * 400, "/kartu/01890000-0000-7000-8000-000000000000.AAAAAAAAAA/"]
)
def test_what_is_no_card_says_what_to_do(town, training, text):
    answer = scan(town, training, text)
    assert answer.status_code == 422
    assert "dari daftar" in told(answer)
    assert came() == set()


def test_a_forged_an_unsigned_and_an_old_card_are_refused(town, training):
    mine = town.enrolments[0]
    assert "tidak dikenal" in told(scan(town, training, qr(town).replace(code_of(mine.id, 1), code_of(town.enrolments[1].id, 1))))  # fmt: skip
    assert "sebelum kartu bertanda" in told(scan(town, training, str(mine.id)))
    assert "tidak dikenal" in told(scan(town, training, qr(town, number=2))), "not given out yet"
    actions.replace_card(by=town.actor("office"), enrolment=mine.id, reason="hilang")
    for old in (qr(town), code_of(mine.id, 1)):
        answer = scan(town, training, old)
        assert answer.status_code == 409
        assert "sudah diganti" in told(answer)
    assert told(scan(town, training, code_of(mine.id, 2))) == "Warga 0 hadir."


def test_who_left_the_programme_is_refused(town, training):
    withdraw(by=town.actor("office"), enrolment=town.first.id, on=TODAY - datetime.timedelta(days=3), reason="Pindah")  # fmt: skip
    answer = scan(town, training, qr(town))
    assert answer.status_code == 409
    assert "sudah berhenti" in told(answer)


def test_a_card_of_another_programme_is_refused(town, training):
    type(town.first).objects.unscoped("test").filter(id=town.first.id).update(programme=_other(town))
    assert "program lain" in told(scan(town, training, qr(town)))


def _other(town):
    programme = type(town.programme).objects.get(id=town.programme.id)
    programme.pk, programme.code, programme._state.adding = new_id(), "lain", True
    programme.save()
    return programme


def test_who_has_no_place_is_added_while_there_are_places(town, clock):
    full = hold(town, on=TODAY, places=2)
    ask(town, full, 1)
    answer = scan(town, full, qr(town))
    assert answer.status_code == 409
    assert "tidak ada di daftar" in told(answer)
    assert str(answer.context["result"]["add"]) == str(town.first.id)
    added = town.client("office").post(f"/pelatihan/{full.id}/pindai/", {"enrolment": str(town.first.id), "add": "1"})  # fmt: skip
    assert told(added) == "Warga 0 hadir."
    assert placed() == {"Warga 0", "Warga 1"}
    assert "2 tempat sudah terisi" in told(scan(town, full, qr(town, 2), add="1"))


def test_a_mentor_marks_their_own_and_adds_nobody(town, clock):
    open_, full = hold(town, on=TODAY), hold(town, on=TODAY, places=5, title="Lain")
    assert told(scan(town, open_, qr(town), who="ana")) == "Warga 0 hadir."
    assert "Minta panitia" in told(scan(town, open_, qr(town, 3), who="ana"))
    assert scan(town, full, qr(town), who="budi").status_code in (404, 409)
    with pytest.raises(actions.NotExpected) as refusal:
        actions.let_in(by=town.actor("ana"), training=full.id, enrolment=town.first.id, add=True)
    assert refusal.value.may_add is False
    assert came() == {"Warga 0"}


def test_cards_are_for_the_day_and_not_for_a_cancelled_session(town, training):
    other = hold(town, on=TODAY + datetime.timedelta(days=1))
    assert "hari pelatihan" in told(scan(town, other, qr(town)))
    actions.cancel_training(by=town.actor("office"), training=training.id, reason="banjir")
    assert "dibatalkan" in told(scan(town, training, qr(town)))


def test_who_was_marked_absent_and_comes_late_is_present(town, training):
    attend(town, training, (0, {"present": False}))
    scan(town, training, qr(town))
    assert came() == {"Warga 0"}


def test_a_phone_s_own_camera_leads_to_the_session_of_today(town, training):
    page = town.client("ana").get(path_of(town.first.id, 1)).content.decode()
    assert f'action="/pelatihan/{training.id}/pindai/"' in page
    own = town.client("participant").get(path_of(town.first.id, 1))
    assert own["Location"] == f"/peserta/{town.first.id}/kartu/"
    assert town.client("budi").get(path_of(town.first.id, 1)).status_code == 404
    assert town.client("participant").get(path_of(town.enrolments[1].id, 1)).status_code == 404
    assert town.client("office").get("/kartu/x/").status_code == 422
    assert town.client("stranger").get(path_of(town.first.id, 1))["Location"].startswith("/masuk/")


def test_a_card_is_replaced_with_a_reason(town, training):
    address = f"/peserta/{town.first.id}/kartu/"
    assert town.client("ana").post(f"{address}ganti/", {"reason": " "}).status_code == 422
    town.client("ana").post(f"{address}ganti/", {"reason": "hilang"})
    assert spoken(code_of(town.first.id, 2)) in town.client("participant").get(address).content.decode()
    for who in ("budi", "elsewhere"):
        with pytest.raises(Refused):
            actions.replace_card(by=town.actor(who), enrolment=town.first.id, reason="x")
    assert town.client("participant").post(f"{address}ganti/", {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("who", ["head", "participant", "panel", "province", "partner", "coordinator"])
def test_others_keep_no_door(town, training, who):
    assert town.client(who).get(f"/pelatihan/{training.id}/pindai/").status_code == 403
    with pytest.raises((Refused, Conflict)):
        actions.let_in(by=town.actor(who), training=training.id, enrolment=town.first.id)
