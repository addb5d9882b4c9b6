"""/lapangan/kiriman/: what came, and the decision on what the rules had stopped."""

import datetime
import uuid

import pytest

from dampingi.capture.field.actions import revoke_device
from dampingi.capture.field.models import Decision
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.definitions import choices
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.ui.formats import money
from dampingi.records.mentoring.actions import correct_growth
from dampingi.records.mentoring.models import Growth, Visit
from dampingi.records.programmes.actions import close_month
from tests.capture.field.conftest import FIGURES, item, phone_of, sealed, sent, stored
from tests.records.conftest import SYSTEM


def address(receipt) -> str:
    return f"/lapangan/kiriman/{receipt['id']}/"


def decide(client, receipt, verdict="accept", reason="Sudah dicek", **picks):
    return client.post(address(receipt), {"verdict": verdict, "reason": reason} | picks)


@pytest.fixture
def stopped(phone, town):
    """A visit from a phone that was revoked before it could send."""
    revoke_device(by=town.actor("office"), device=phone.device, reason="Hilang")
    return phone.send(phone.visit())[0]


def test_the_office_finds_what_waits_for_it(phone, office, town):
    phone.send(phone.visit(), phone.visit(minutes=1))
    page = office.get("/lapangan/kiriman/")
    assert page.context["waiting"] == 1
    assert page.context["listing"].count == 2
    assert office.get("/lapangan/kiriman/?keadaan=putuskan").context["listing"].count == 1
    assert office.get("/lapangan/kiriman/?jenis=stage").context["listing"].count == 0
    assert town.client("elsewhere").get("/lapangan/kiriman/").context["listing"].count == 0
    assert town.client("budi").get("/lapangan/kiriman/").context["listing"].count == 0
    assert town.client("ana").get("/lapangan/kiriman/").context["listing"].count == 2


def test_the_list_is_taken_along_as_a_workbook(phone, office):
    phone.send(phone.visit())
    assert office.get("/lapangan/kiriman/?unduh=xlsx").content[:2] == b"PK"


def test_the_page_tells_what_was_sent_and_why_it_was_stopped(office, stopped):
    text = office.get(address(stopped)).content.decode()
    for told in (
        choices("topics")["pemasaran"],
        "Foto produk",
        "10 Juni 2026",
        "sudah dicabut",
        stopped["hash"],
        "Warga 0",
    ):
        assert told in text


def test_accepting_records_it_as_the_mentors_visit(office, stopped, town):
    assert decide(office, stopped).status_code == 302
    visit = Visit.objects.unscoped("test").get()
    assert (str(visit.id), visit.mentor) == (stopped["id"], town.mentor("ana"))
    decision = Decision.objects.get()
    assert (decision.accepted, decision.reason, decision.by_name) == (True, "Sudah dicek", "Office")
    assert sent(stopped).state == "applied"
    assert AuditEvent.objects.filter(action="accept_submission", reason="Sudah dicek").exists()
    assert Notice.objects.filter(user=town.users["ana"]).exists()


def test_declining_keeps_it_and_tells_the_sender_why(office, stopped, town):
    assert decide(office, stopped, "decline", "Peserta berkata tidak dikunjungi").status_code == 302
    kept = sent(stopped)
    assert (kept.state, kept.reason, kept.body != "") == (
        "declined",
        "Peserta berkata tidak dikunjungi",
        True,
    )
    assert not Visit.objects.unscoped("test").exists()
    assert AuditEvent.objects.filter(action="decline_submission").exists()


def test_accepting_goes_round_no_rule(phone, office, town):
    close_month(by=SYSTEM, programme=town.programme, month=datetime.date(2026, 6, 1))
    receipt = phone.send(phone.visit())[0]
    answer = decide(office, receipt)
    assert answer.status_code == 422
    assert "sudah ditutup" in answer.content.decode()
    assert sent(receipt).state == "quarantined"
    assert not Decision.objects.exists()


def test_a_decision_needs_its_reason_and_is_made_once(office, stopped):
    assert decide(office, stopped, reason=" ").status_code == 422
    assert decide(office, stopped).status_code == 302
    assert decide(office, stopped, "decline").status_code == 409
    assert sent(stopped).state == "applied"


def test_nobody_lets_their_own_through(stopped, town):
    answer = decide(town.client("ana"), stopped)
    assert answer.status_code == 403
    assert "diputuskan orang lain" in answer.content.decode()
    assert decide(town.client("budi"), stopped).status_code == 404
    assert decide(town.client("elsewhere"), stopped).status_code == 404


def test_what_cannot_be_read_is_shown_as_it_came_and_can_only_be_declined(phone, office):
    receipt = phone.send(sealed("visit", '{"v": 9, "<script>": 1}'))[0]
    assert "&lt;script&gt;" in office.get(address(receipt)).content.decode()
    assert decide(office, receipt).status_code == 422
    assert decide(office, receipt, "decline").status_code == 302


def test_strange_values_break_no_page(phone, office, town):
    strange = item(
        "visit",
        town.first.id,
        {"on": [], "topic": {}, "stages": "x", "constraints": [[]], "stage": {}, "month": "y"},
    )
    for kind in ("visit", "task", "hologram", "attendance"):
        receipt = phone.send(strange | {"kind": kind, "id": item("x", 1, {})["id"]})[0]
        assert office.get(address(receipt)).status_code == 200


@pytest.fixture
def conflict(phone, town):
    """Both sides changed the turnover of June; only the phone changed the workers."""
    phone.send(phone.growth())
    row = Growth.objects.unscoped("test").get()
    correct_growth(by=town.actor("office"), growth=row.id, values={"turnover": 2_500_000})
    return phone.send(phone.growth(base=FIGURES, turnover=3_000_000, workers=4))[0]


def test_of_a_conflict_a_person_chooses_field_by_field(office, conflict):
    assert conflict["state"] == "conflict"
    page = office.get(address(conflict)).content.decode()
    assert money(2_500_000) in page
    assert money(3_000_000) in page
    assert decide(office, conflict).status_code == 422, "nothing was chosen"
    assert decide(office, conflict, pick_turnover="sent").status_code == 302
    row = Growth.objects.unscoped("test").get()
    assert (row.turnover, row.workers) == (3_000_000, 4)
    assert Decision.objects.get().chosen == ["turnover"]
    assert money(2_500_000) in office.get(address(conflict)).content.decode(), "both stay to be read"


def test_the_mentor_chooses_between_two_versions_of_their_own(conflict, town):
    assert decide(town.client("ana"), conflict, pick_turnover="sent").status_code == 302
    assert Growth.objects.unscoped("test").get().turnover == 3_000_000


def test_declining_a_conflict_keeps_what_stands(office, conflict):
    assert decide(office, conflict, "decline", "Angka dinas benar").status_code == 302
    assert Growth.objects.unscoped("test").get().turnover == 2_500_000


def test_a_finished_stage_is_not_replaced_from_here(phone, office, town):
    stage = {"stage": str(town.stage.id)}
    phone.send(item("stage", town.first.id, stage | {"done_on": "2026-06-01"}))
    receipt = phone.send(item("stage", town.first.id, stage | {"done_on": "2026-06-09"}))[0]
    assert receipt["state"] == "conflict"
    assert 'value="accept"' not in office.get(address(receipt)).content.decode()
    assert decide(office, receipt).status_code == 422
    assert decide(office, receipt, "decline").status_code == 302


def test_accepting_what_meanwhile_stands_otherwise_becomes_a_conflict(phone, office, town):
    revoke_device(by=town.actor("office"), device=phone.device, reason="Hilang")
    receipt = phone.send(phone.growth(turnover=9_000_000))[0]
    other = phone_of(town, "ana")
    other.send(other.growth())
    assert decide(office, receipt).status_code == 302
    assert sent(receipt).state == "conflict"
    assert not Decision.objects.exists()


def test_an_unknown_one_is_not_found(office):
    assert office.get(f"/lapangan/kiriman/{uuid.uuid4()}/").status_code == 404
    assert stored() == []
