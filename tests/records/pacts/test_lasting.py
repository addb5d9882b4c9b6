"""Signing, what holds on a day, ending, renewing, and being reminded before an end."""

import datetime

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.pacts import actions
from dampingi.records.pacts.models import Pact, PactFile
from dampingi.records.pacts.queries import has_agreement, require_agreement, without_agreement
from dampingi.records.pacts.standing import standing, standing_filter
from dampingi.records.partners.actions import end_partner
from dampingi.records.partners.models import Partner

from .conftest import DAY, NUMBERS, SCAN, cleared, drafted, signed

TODAY = DAY(2026, 7, 20)


def test_signed_it_has_numbers_a_day_and_a_sealed_scan(town, pact):
    scan = PactFile.objects.unscoped("test").get(pact=pact)
    with scan.original.open("rb") as kept:
        assert b"naskah" not in kept.read()
    answer = town.client("office").get(f"/perjanjian/berkas/{scan.id}/")
    assert answer.content == SCAN
    page = town.client("office").get(f"/perjanjian/{pact.id}/").content.decode()
    assert "500/1/DKUM" in page
    assert "1 Maret 2026" in page


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"on": DAY(2026, 7, 21)}, "paling lambat hari ini"),
        ({"on": DAY(2020, 1, 1)}, "paling lambat hari ini"),
        ({"our_number": " "}, "nomor"),
        ({"their_number": ""}, "nomor"),
        ({"scan": b""}, "kosong"),
        ({"scan": b"MZ tidak"}, r"\w"),
    ],
)
def test_what_cannot_be_signed_is_refused_and_still_waits(town, draft, said, says):
    cleared(town, draft)
    with pytest.raises(Refused, match=says):
        actions.sign(by=town.actor("office"), pact=draft.id, **{"on": TODAY, "scan": SCAN} | NUMBERS | said)
    draft.refresh_from_db()
    assert draft.state == "cleared"


def test_it_is_signed_once_and_never_before_legal_review(town, draft):
    with pytest.raises(Conflict, match="tidak menunggu"):
        actions.sign(by=town.actor("office"), pact=draft.id, on=TODAY, scan=SCAN, **NUMBERS)
    signed(town, draft)
    with pytest.raises(Conflict, match="tidak menunggu"):
        actions.sign(by=town.actor("office"), pact=draft.id, on=TODAY, scan=SCAN, **NUMBERS)


def test_a_number_stands_on_one_agreement(town, pact, hotel):
    with pytest.raises(Conflict, match="Nomor itu sudah dipakai"):
        signed(town, drafted(town, hotel))


@pytest.mark.parametrize(
    ("day", "holds"),
    [(DAY(2026, 2, 28), False), (DAY(2026, 3, 1), True), (DAY(2026, 12, 31), True), (DAY(2027, 1, 1), False)],
)
def test_it_holds_from_its_first_to_its_last_day(bank, pact, day, holds):
    assert has_agreement(bank, day) is holds


def test_ended_it_blocks_new_requests_from_that_day(town, bank, pact, draft):
    actions.end_pact(by=town.actor("office"), pact=pact.id, on=DAY(2026, 7, 1), reason="Melanggar")
    assert has_agreement(bank, DAY(2026, 6, 30))
    assert not has_agreement(bank, DAY(2026, 7, 1))
    with pytest.raises(Refused, match="Bank Mitra tidak punya perjanjian"):
        require_agreement(bank, TODAY)
    with pytest.raises(Conflict, match="sudah diakhiri"):
        actions.end_pact(by=town.actor("office"), pact=pact.id, on=TODAY, reason="lagi")


def test_a_partner_that_ended_has_no_agreement_though_one_is_signed(town, bank, pact):
    end_partner(by=town.actor("office"), partner=bank.id, on=TODAY, reason="Pindah")
    bank.refresh_from_db()
    assert not has_agreement(bank, TODAY)


@pytest.mark.parametrize(
    ("on", "reason"),
    [("2026-02-01", "x"), ("2027-02-01", "x"), ("9999-12-31", "x"), ("2026-07-01", ""), ("nanti", "x")],
)
def test_an_end_outside_its_days_or_without_a_reason_is_refused(town, pact, on, reason):
    said = {"on": on, "reason": reason}
    assert town.client("office").post(f"/perjanjian/{pact.id}/berakhir/", said).status_code == 422


def test_a_draft_given_up_in_review_waits_for_nobody(town, draft):
    actions.submit_draft(by=town.actor("office"), pact=draft.id)
    actions.end_pact(by=town.actor("office"), pact=draft.id, on=TODAY, reason="Batal")
    assert "Kredit bersama" not in town.client("head").get("/kotak-masuk/").content.decode()


def test_a_renewal_is_the_next_version_made_once_with_all_that_was_agreed(town, pact):
    office = town.client("office")
    address = office.post(f"/perjanjian/{pact.id}/perbarui/")["Location"]
    assert office.post(f"/perjanjian/{pact.id}/perbarui/").status_code == 409
    made = Pact.objects.unscoped("test").get(follows=pact)
    assert (made.version, made.starts_on, made.state) == (2, DAY(2027, 1, 1), "draft")
    assert made.signatories.count() == 2
    assert made.obligations.get(rhythm="once").due_on > made.starts_on
    assert str(made.id) in address
    pact.refresh_from_db()
    assert pact.state == "signed"  # the old one holds until its end


@pytest.mark.parametrize(
    ("day", "where"),
    [
        (DAY(2026, 2, 1), "coming"), (DAY(2026, 7, 20), "active"), (DAY(2026, 10, 1), "active"), (DAY(2026, 10, 2), "soon"),
        (DAY(2026, 12, 1), "sooner"), (DAY(2026, 12, 31), "sooner"), (DAY(2027, 1, 1), "over"),
    ],
)  # fmt: skip
def test_where_it_stands_is_the_same_in_the_row_and_in_the_filter(pact, day, where):
    assert standing(pact, day) == where
    rows = Pact.objects.unscoped("test")
    others = ("coming", "active", "soon", "sooner", "over", "ended", "draft", "review", "cleared")
    assert [at for at in others if rows.filter(standing_filter(at, day)).exists()] == [where]


def test_office_and_partner_are_told_90_and_30_days_before_once_each(town, pact):
    assert actions.warn_all(DAY(2026, 9, 1)) == 0
    assert actions.warn_all(DAY(2026, 10, 5)) == 1
    assert actions.warn_all(DAY(2026, 10, 6)) == 0
    told = Notice.objects.filter(text__contains="berakhir")
    assert set(told.values_list("user__login", flat=True)) == {
        "office@contoh.id",
        "head@contoh.id",
        "partner@contoh.id",
    }
    assert actions.warn_all(DAY(2026, 12, 5)) == 1
    assert actions.warn_all(DAY(2026, 12, 6)) == 0
    assert told.count() == 6


def test_nobody_is_told_of_one_that_is_being_renewed(town, pact):
    actions.renew(by=town.actor("office"), pact=pact.id)
    assert actions.warn_all(DAY(2026, 12, 5)) == 0


def test_the_board_names_who_works_on_nothing_signed(town, bank, hotel, pact):
    waiting = drafted(town, hotel)
    page = town.client("office").get("/perjanjian/belum/").content.decode()
    assert "Hotel Pelangi" in page
    assert f"/perjanjian/{waiting.id}/" in page
    assert "Bank Mitra" not in page
    rows = without_agreement(Partner.objects.unscoped("test"), TODAY + datetime.timedelta(days=300))
    assert {p.name for p in rows} == {"Bank Mitra", "Hotel Pelangi"}
    assert town.client("office").get("/perjanjian/belum/?unduh=xlsx").status_code == 200


def test_the_list_counts_and_finds(town, pact):
    office = town.client("office")
    assert office.get("/perjanjian/").context["counts"]["held"] == 1
    assert "Kredit bersama" in office.get("/perjanjian/?status=held&bentuk=joint&cari=500").content.decode()
    assert "Kredit bersama" not in office.get("/perjanjian/?status=over").content.decode()
    assert "Kredit bersama" not in town.client("elsewhere").get("/perjanjian/").content.decode()
