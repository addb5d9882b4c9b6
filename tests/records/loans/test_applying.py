"""Asking for a loan: by the owner on a phone, by their mentor, or at the office; a draft until it is handed in."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.loans.actions import applying
from dampingi.records.loans.actions.ending import withdraw
from dampingi.records.loans.models import Document, LoanApplication
from tests.records.loans.lending import TRUE, asked_for, bank_of, forwarded, handed_in, pdf


def only():
    return LoanApplication.objects.unscoped("test").get()


def started(town, scheme, held, **changed):
    return {
        "application": str(uuid.uuid4()),
        "edition": str(scheme.id),
        "bank": str(held.id),
        "amount": "10.000.000",
        "months": "12",
    } | changed


def filled(scheme, bank, **changed):
    told = {
        "edition": str(scheme.id),
        "bank": str(bank.id),
        "amount": "10.000.000",
        "months": "12",
        "product": "Nasi uduk",
        "turnover": "6.000.000",
    }
    return (
        told
        | {
            "purpose": "Gerobak",
            "declared_no_bad_credit": "yes",
            "declared_no_civil_servant": "yes",
            "declared_tell_reason": "yes",
        }
        | changed
    )


def test_a_participant_asks_on_the_phone_from_the_first_page_to_handing_in(town, scheme):
    bank, client, business = bank_of(town), town.client("participant"), town.first.business_id
    assert f"/pinjaman/usaha/{business}/" in client.get("/pinjaman/saya/").content.decode()
    page = client.get(f"/pinjaman/usaha/{business}/").content.decode()
    assert "Urus" not in page
    assert "NIB belum tercatat" in page
    assert client.post(f"/pinjaman/usaha/{business}/", started(town, scheme, bank)).status_code == 302
    at = f"/pinjaman/pengajuan/{only().id}"
    answer = client.post(f"{at}/isi/", filled(scheme, bank, send="1"))
    assert answer.status_code == 422
    assert "Belum lengkap" in answer.content.decode()
    for code in scheme.body["documents"]:
        sent = {"code": code, "file": SimpleUploadedFile(f"{code}.pdf", pdf())}
        assert client.post(f"{at}/dokumen/", sent).status_code == 302
    assert client.post(f"{at}/isi/", filled(scheme, bank, send="1")).status_code == 302
    made = only()
    assert (made.door, made.turnover, made.declared, made.reached) == ("own", 6_000_000, TRUE, "")
    assert made.submitted_on
    assert "Menunggu: pemeriksaan dinas" in client.get(f"{at}/").content.decode()


@pytest.mark.parametrize(("who", "door"), [("ana", "mentor"), ("office", "office")])
def test_a_mentor_or_the_office_asks_for_one_without_a_phone(town, scheme, who, door):
    made = applying.begin(
        by=town.actor(who), business=town.enrolments[1].business_id, asked=asked_for(scheme, bank_of(town))
    )
    assert made.door == door


@pytest.mark.parametrize("who", ["budi", "elsewhere", "partner", "coordinator"])
def test_others_do_not(town, scheme, who):
    with pytest.raises(Refused, match="tidak ada"):
        applying.begin(
            by=town.actor(who), business=town.first.business_id, asked=asked_for(scheme, bank_of(town))
        )
    assert not LoanApplication.objects.unscoped("test").exists()


def test_papers_seen_at_the_office_need_not_be_enclosed(town, scheme):
    by, bank = town.actor("office"), bank_of(town)
    made = applying.begin(by=by, business=town.first.business_id, asked=asked_for(scheme, bank))
    applying.save(by=by, application=made.id, asked=asked_for(scheme, bank), declared=TRUE)
    assert applying.hand_in(by=by, application=made.id).submitted_on


def test_a_business_has_one_open_application(town, scheme):
    bank = bank_of(town)
    handed_in(town, scheme, bank)
    with pytest.raises(Conflict, match="masih punya"):
        applying.begin(by=town.actor("ana"), business=town.first.business_id, asked=asked_for(scheme, bank))
    made = only()
    with pytest.raises(IntegrityError), transaction.atomic():
        LoanApplication.objects.create(
            region=made.region,
            person=made.person,
            business=made.business,
            edition=made.edition,
            bank=made.bank,
            amount=1,
            months=1,
            door="own",
        )


def test_pressed_twice_it_is_one(town, scheme):
    bank, id = bank_of(town), uuid.uuid4()
    for _ in range(2):
        applying.begin(
            by=town.actor("participant"),
            business=town.first.business_id,
            asked=asked_for(scheme, bank),
            id=id,
        )
    assert only().id == id


@pytest.mark.parametrize(
    "changed",
    [{"amount": "60.000.000"}, {"amount": "-5"}, {"amount": "NaN"}, {"months": "99999"}, {"edition": str(uuid.uuid4())}, {"bank": "x"}, {"amount": "9" * 40}],
)  # fmt: skip
def test_what_is_no_loan_of_the_scheme_is_told(town, scheme, changed):
    told = started(town, scheme, bank_of(town), **changed)
    assert (
        town.client("participant").post(f"/pinjaman/usaha/{town.first.business_id}/", told).status_code == 422
    )


def test_only_a_bank_the_office_works_with(town, scheme):
    bank_of(town)
    other = bank_of(town, "Bank Lain", who="", region="32.77")
    with pytest.raises(Refused, match="Pilih bank"):
        applying.begin(
            by=town.actor("participant"), business=town.first.business_id, asked=asked_for(scheme, other)
        )


def test_nothing_changes_once_it_is_handed_in(town, scheme):
    bank = bank_of(town)
    made = handed_in(town, scheme, bank)
    with pytest.raises(Conflict, match="sudah dikirim"):
        applying.save(
            by=town.actor("participant"),
            application=made.id,
            asked=asked_for(scheme, bank, 5_000_000),
            declared={},
        )
    assert town.client("participant").get(f"/pinjaman/pengajuan/{made.id}/isi/").status_code == 302


def test_a_draft_is_nobody_s_business_and_goes_without_a_trace(town, scheme):
    made = applying.begin(
        by=town.actor("participant"), business=town.first.business_id, asked=asked_for(scheme, bank_of(town))
    )
    for who in ("head", "inspector", "coordinator", "elsewhere", "budi"):
        assert town.client(who).get(f"/pinjaman/pengajuan/{made.id}/").status_code == 404, who
    assert withdraw(by=town.actor("participant"), application=made.id, reason="") is None
    assert not LoanApplication.objects.unscoped("test").exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("participant", 200), ("ana", 200), ("office", 200), ("partner", 200), ("head", 403), ("inspector", 403), ("budi", 404), ("elsewhere", 404), ("coordinator", 403)],
)  # fmt: skip
def test_papers_are_opened_by_whoever_asks_or_answers(town, scheme, who, status):
    made = forwarded(town, handed_in(town, scheme, bank_of(town)))
    paper = made.documents.first()
    address = f"/pinjaman/pengajuan/{made.id}/dokumen/{paper.id}/"
    answer = town.client(who).get(address)
    assert answer.status_code == status
    page = town.client(who).get(f"/pinjaman/{'bank' if who == 'partner' else 'pengajuan'}/{made.id}/")
    assert (address in page.content.decode()) == (status == 200)  # no door that stays shut
    if status == 200:
        assert answer.content == pdf()
        assert "attachment" in answer.headers["Content-Disposition"]


def test_a_bank_opens_no_papers_where_nothing_came_of_it(town, scheme):
    """Who withdrew gave their identity card for this loan and no other."""
    made = forwarded(town, handed_in(town, scheme, bank_of(town)))
    address = f"/pinjaman/pengajuan/{made.id}/dokumen/{made.documents.first().id}/"
    withdraw(by=town.actor("participant"), application=made.id, reason="slow")
    assert town.client("partner").get(address).status_code == 404
    assert address not in town.client("partner").get(f"/pinjaman/bank/{made.id}/").content.decode()
    assert town.client("participant").get(address).status_code == 200


def test_a_paper_is_stored_sealed_and_taken_out_again(town, scheme):
    by = town.actor("participant")
    made = applying.begin(by=by, business=town.first.business_id, asked=asked_for(scheme, bank_of(town)))
    client, at = town.client("participant"), f"/pinjaman/pengajuan/{made.id}/dokumen/"
    client.post(at, {"code": "ktp", "file": SimpleUploadedFile("ktp.pdf", pdf())})
    held = Document.objects.get()
    with held.original.open("rb") as stored:
        assert b"%PDF" not in stored.read()
    assert client.post(at, {"code": "ktp", "file": SimpleUploadedFile("x.exe", b"MZ")}).status_code == 422
    assert client.post(at, {"code": "sim", "file": SimpleUploadedFile("s.pdf", pdf())}).status_code == 422
    assert client.post(at, {"code": "ktp"}).status_code == 422
    assert client.post(f"{at}hapus/", {"document": str(held.id)}).status_code == 302
    assert client.post(f"{at}hapus/", {"document": "x"}).status_code == 404
    assert not Document.objects.exists()
