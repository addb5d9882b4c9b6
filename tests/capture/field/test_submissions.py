"""POST /lapangan/api/kirim/: stored as it came, applied where the rules allow it, acknowledged once it is committed."""

import datetime
import json
import uuid
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from dampingi.capture.field.actions import revoke_device
from dampingi.capture.field.actions.receiving import MOST
from dampingi.capture.field.models import Submission
from dampingi.capture.field.triggers import allow_changes
from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.audit.models import AuditEvent
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.actions import close_month, end_mentor
from tests.capture.field.conftest import Phone, item, phone_of, sealed, sent, stored
from tests.records.conftest import SYSTEM


def visits() -> int:
    return Visit.objects.unscoped("test").count()


def test_a_visit_from_the_phone_is_recorded_as_from_the_page(phone, town):
    one = phone.visit(position={"lat": -6.4, "lon": 106.8, "accuracy": 12})
    receipt = phone.send(one)[0]
    assert receipt == {
        "id": one["id"], "hash": one["hash"], "status": 200, "state": "applied", "reason": "", "seq": 1,
    }  # fmt: skip
    visit = Visit.objects.unscoped("test").get(id=one["id"])
    assert (visit.mentor, visit.enrolment, visit.advice) == (town.mentor("ana"), town.first, "Foto produk")
    assert (float(visit.latitude), float(visit.longitude)) == (-6.4, 106.8)
    assert (visit.origin.door, visit.origin.reference) == ("field", f"device {phone.device}")


def test_what_came_is_kept_word_for_word(phone):
    one = phone.visit(advice="Ênak  🌶️ \n baris dua")
    phone.send(one)
    kept = stored()[0]
    assert (str(kept.id), kept.body, kept.hash, kept.kind) == (one["id"], one["body"], one["hash"], "visit")


def test_sending_twice_gives_the_same_receipt_and_records_once(phone):
    one = phone.visit()
    assert phone.send(one) == phone.send(one) == phone.send(one, one)[:1]
    assert (visits(), len(stored())) == (1, 1)


def test_without_the_id_as_key_sending_twice_would_record_twice(phone, town):
    """The control: the same visit under a key of the server's own, as a plain form would send it."""
    phone.send(phone.visit(), phone.visit())
    assert visits() == 2


def test_another_body_under_the_same_id_is_kept_beside_the_first(phone):
    one = phone.visit()
    other = phone.visit(id=one["id"], minutes=90)
    phone.send(one)
    receipt = phone.send(other)[0]
    assert (receipt["status"], receipt["state"], receipt["id"]) == (409, "quarantined", one["id"])
    assert phone.send(other)[0] == receipt, "and sent again it is the same one"
    assert phone.send(one)[0]["state"] == "applied"
    first, rival = stored()
    assert (rival.rival_of, rival.body, first.body) == (first, other["body"], one["body"])
    assert Visit.objects.unscoped("test").get().minutes == 60


def test_two_bodies_under_one_id_in_one_call_are_both_kept(phone):
    one = phone.visit()
    receipts = phone.send(one, phone.visit(id=one["id"], minutes=90))
    assert [(r["status"], r["state"]) for r in receipts] == [(200, "applied"), (409, "quarantined")]
    assert visits() == 1


def test_one_bad_item_never_spoils_the_others(phone, town):
    good = [phone.visit(n) for n in range(3)]
    bad = [
        phone.visit(minutes=1),
        phone.visit(3),
        sealed("visit", "{"),
        phone.visit(topic="sepak bola"),
        item("visit", uuid.uuid4(), {"on": "2026-06-10", "minutes": 60, "topic": "pemasaran"}),
        phone.visit(on="2026-13-01"),
    ]
    receipts = phone.send(good[0], *bad[:3], good[1], *bad[3:], good[2])
    assert [r["state"] for r in receipts] == [
        "applied", "quarantined", "quarantined", "quarantined", "applied", "quarantined", "quarantined", "quarantined", "applied",
    ]  # fmt: skip
    assert all(r["reason"] for r in receipts if r["state"] == "quarantined")
    assert [r["seq"] for r in receipts] == list(range(1, 10))
    assert visits() == 3


def test_a_batch_of_good_ones_is_one_batch_of_the_records(phone):
    phone.send(*(phone.visit(n) for n in (0, 1, 2, 0, 1)))
    told = AuditEvent.objects.filter(action__in=("record_visits", "receive_submissions")).order_by("at")
    assert [(e.action, e.detail) for e in told] == [
        ("record_visits", {"rows": 5}),
        ("receive_submissions", {"applied": 5}),
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"hash": "0" * 64}, "rusak di jalan"),
        ({"id": str(uuid.uuid4())}, "Nomor kiriman"),
        ({"id": 7}, "Nomor kiriman"),
        ({"id": None}, "Nomor kiriman"),
        ({"kind": "x" * 40}, "Jenis kiriman"),
        ({"kind": {}}, "Jenis kiriman"),
        ({"body": 5}, "tidak lengkap"),
        ({"hash": None}, "tidak lengkap"),
        ({"body": "\ud800"}, "huruf yang rusak"),
        ({"body": "a\0b"}, "huruf yang rusak"),
        ({"body": "x" * 300_000}, "terlalu panjang"),
    ],
)
def test_what_cannot_be_stored_stays_on_the_phone_with_its_reason(phone, change, told):
    receipts = phone.send(phone.visit() | change, phone.visit())
    assert (receipts[0]["status"], receipts[0]["state"], receipts[0]["seq"]) == (422, "", None)
    assert told in receipts[0]["reason"]
    assert receipts[1]["state"] == "applied"
    assert len(stored()) == 1


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "null", "{}", '{"v": 2}', '{"v": 1}', '{"v": 1, "subject": "x", "values": {}}', "[" * 100_000,
        '{"v": 1, "subject": "0199c7e5-1111-7111-8111-111111111111", "values": {"on": "\\u0000"}}',
        '{"v": 1, "subject": "0199c7e5-1111-7111-8111-111111111111", "values": {"on": "\\ud800"}}',
        '{"v": 1, "subject": "0199c7e5-1111-7111-8111-111111111111", "values": {"minutes": NaN}}',
        '{"v": 1, "subject": "0199c7e5-1111-7111-8111-111111111111", "values": {"minutes": 1e999}}',
        '{"v": 1, "subject": "0199c7e5-1111-7111-8111-111111111111", "values": {}, "position": {"lat": "x"}}',
        '{"v": 1, "subject": "0199c7e5-1111-7111-8111-111111111111", "values": {}, "photos": [{}]}',
        '{"v": 1, "subject": "0199c7e5-1111-7111-8111-111111111111", "values": {}, "base": []}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["visit", "attendance"])
def test_a_body_that_cannot_be_read_is_kept_in_quarantine(phone, kind, body):
    receipt = phone.send(sealed(kind, body))[0]
    assert (receipt["status"], receipt["state"]) == (200, "quarantined")
    assert stored()[0].body == body


def test_a_kind_of_a_newer_app_is_kept_in_quarantine(phone, town):
    assert phone.states(item("hologram", town.first.id, {})) == ["quarantined"]


def test_a_closed_month_is_closed_for_phones_too(phone, town):
    close_month(by=SYSTEM, programme=town.programme, month=datetime.date(2026, 6, 1))
    receipt = phone.send(phone.visit())[0]
    assert receipt["state"] == "quarantined"
    assert "sudah ditutup" in receipt["reason"]


def test_a_breakage_of_ours_costs_nothing(phone, monkeypatch):
    def broken(**_more):
        raise ZeroDivisionError

    monkeypatch.setattr("dampingi.capture.field.kinds.visits.record_visits", broken)
    receipt = phone.send(phone.visit())[0]
    assert receipt["state"] == "quarantined"
    assert "gangguan di server" in receipt["reason"]
    assert len(stored()) == 1


def test_a_revoked_phone_may_only_hand_in(phone, town):
    revoke_device(by=town.actor("office"), device=phone.device, reason="Hilang")
    receipt = phone.send(phone.visit())[0]
    assert (receipt["state"], visits()) == ("quarantined", 0)
    assert "dicabut" in receipt["reason"]


def test_a_person_no_longer_a_mentor_may_only_hand_in(phone, town):
    end_mentor(by=SYSTEM, mentor=town.mentor("ana").id, on=datetime.date(2026, 7, 1), reason="pindah")
    Assignment.objects.filter(user=town.users["ana"]).update(ends_on="2026-07-01")
    receipt = phone.send(phone.visit())[0]
    assert (receipt["state"], visits()) == ("quarantined", 0)
    assert "tidak lagi bertugas" in receipt["reason"]


def test_a_closed_account_hands_in_by_its_phone_alone(phone, town):
    user = town.users["ana"]
    user.is_active = False
    user.save(update_fields=["is_active"])
    receipt = phone.send(phone.visit())[0]
    assert (receipt["state"], visits()) == ("quarantined", 0)
    assert "ditutup" in receipt["reason"]
    assert phone.get(f"tanda-terima/?ids={receipt['id']}").json()["receipts"][0]["state"] == "quarantined"


def test_who_is_not_logged_in_is_asked_to_and_nothing_is_taken(phone):
    phone.client.logout()
    answer = phone.post([phone.visit()])
    assert (answer.status_code, answer.json()["error"], stored()) == (401, "login", [])


def test_a_phone_of_somebody_else_or_with_a_wrong_token_is_refused(phone, town):
    stolen = Phone(town, town.client("budi"), phone.device, phone.token)
    guessed = Phone(town, phone.client, phone.device, "x")
    unknown = Phone(town, phone.client, uuid.uuid4(), phone.token)
    for one in (stolen, guessed, unknown):
        answer = one.post([phone.visit()])
        assert (answer.status_code, answer.json()["error"]) == (403, "device")
    assert stored() == []


def test_a_call_names_another_mentors_participant_in_vain(town, july):
    budi = phone_of(town, "budi")
    assert budi.states(budi.visit(0), budi.visit(3)) == ["quarantined", "applied"]


@pytest.mark.parametrize("raw", ["", "[", "[]", "null", '{"items": 3}', "{}", '{"items": null}'])
def test_a_call_that_cannot_be_read_is_told_so(phone, raw):
    answer = phone.client.post(
        "/lapangan/api/kirim/", raw, content_type="application/json", headers=phone.headers
    )
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_too_many_or_too_much_is_refused_whole(phone, settings):
    many = phone.post([phone.visit() for _ in range(MOST + 1)])
    assert (many.status_code, many.json()["error"]) == (413, "too_many")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    large = phone.post([phone.visit(advice="x" * 2000)])
    assert (large.status_code, large.json()["error"]) == (413, "too_large")
    assert stored() == []


def test_items_that_are_no_objects_are_told_one_by_one(phone):
    receipts = phone.send(None, [], "x", 5, phone.visit())
    assert [r["status"] for r in receipts] == [422, 422, 422, 422, 200]


def test_a_call_without_the_csrf_token_is_refused_in_json(phone, town):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(town.users["ana"], backend="django.contrib.auth.backends.ModelBackend")
    bare = Phone(town, strict, phone.device, phone.token)
    answer = bare.post([phone.visit()])
    assert (answer.status_code, answer.json()["error"]) == (403, "csrf")
    bare.get("tanda-terima/")
    token = strict.cookies["csrftoken"].value
    assert bare.post([phone.visit()], **{"X-CSRFToken": token}).status_code == 200


def test_the_database_refuses_to_change_or_delete_what_came(phone):
    phone.send(phone.visit())
    rows = Submission.objects.unscoped("test")
    for change in ({"body": "x"}, {"hash": "0" * 64}, {"kind": "stage"}, {"seq": 9}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    rows.update(state="declined", reason="boleh berubah")
    assert stored()[0].state == "declined"


def test_without_the_trigger_the_body_could_be_rewritten(phone):
    """The control."""
    phone.send(phone.visit())
    with connection.cursor() as cursor:
        allow_changes(None, SimpleNamespace(connection=connection, execute=cursor.execute))
    Submission.objects.unscoped("test").update(body="x")
    assert stored()[0].body == "x"


def test_the_answer_names_every_item_in_order(phone):
    items = [phone.visit(n % 3) for n in range(MOST)]
    receipts = phone.send(*items)
    assert [r["id"] for r in receipts] == [i["id"] for i in items]
    assert json.dumps(receipts)
    assert sent(receipts[-1]).seq == MOST


def test_a_visit_that_the_records_have_already_is_no_second_one(phone):
    """As after a database was put back from a copy taken between the two writes."""
    one = phone.visit()
    phone.send(one)
    with connection.cursor() as cursor:
        allow_changes(None, SimpleNamespace(connection=connection, execute=cursor.execute))
    Submission.objects.unscoped("test").delete()
    assert phone.states(one) == ["applied"]
    assert visits() == 1
