"""Where people meet their loan and its subsidy first: the borrower's own page, the bank's requests, the office's work."""

import datetime

import pytest
import time_machine

from dampingi.foundation.ui import formats
from dampingi.foundation.ui.work import work_of
from dampingi.records.loans.queries.loans import current, next_due
from tests.records.subsidies.conftest import OCTOBER, line_of, sent
from tests.records.town import TODAY

AFTER = datetime.datetime(2027, 9, 20, 3, tzinfo=datetime.UTC)
"""When the loan's twelve months are over."""


def test_the_borrower_reads_what_they_pay_and_what_the_city_pays(town, loan, october):
    page = town.client("participant").get("/pinjaman/saya/").content.decode()
    _n, _day, balance, principal, interest, city = next(x for x in current(loan).lines if x[1] >= OCTOBER.date().isoformat())  # fmt: skip
    for each in (formats.money(principal + interest - city), formats.money(city), formats.money(balance)):
        assert each in page
    assert "Kota bayar" in page


def test_after_the_last_instalment_nothing_falls_due(town, signed):
    assert next_due(signed, datetime.date(2030, 1, 1)) is None


def test_the_bank_is_asked_for_what_it_did_not_claim_and_not_tell(town, loan, bank, october):
    page = town.client("partner").get("/permintaan-saya/").content.decode()
    assert "2 bulan pinjaman belum ditagih" in page
    assert "Rekonsiliasi subsidi" in page
    sent(town, bank, [line_of(loan, 0), line_of(loan, 1)])
    assert "belum ditagih" not in town.client("partner").get("/permintaan-saya/").content.decode()


@pytest.mark.parametrize(
    ("who", "asked"), [("office", True), ("head", False), ("ana", False), ("elsewhere", False)]
)
def test_the_office_is_told_of_claims_and_of_loans_without_a_decree(town, paid_out, bank, who, asked):
    found = {w.href: w.count for w in work_of(town.actor(who), town.programme, today=TODAY)}
    assert (found.get("/subsidi/keputusan/") == 1) is asked


def test_a_claim_that_waits_is_the_office_s_work(town, loan, bank, october):
    sent(town, bank, [line_of(loan, 0)])
    found = {w.href: w.count for w in work_of(town.actor("office"), town.programme, today=TODAY)}
    assert found["/subsidi/?keadaan=sent"] == 1


def test_a_loan_past_its_last_month_is_asked_of_the_bank_and_told_the_office(town, loan, bank):
    """Nothing falls due any more, and until the bank says so its borrower cannot ask again."""
    last = datetime.date.fromisoformat(current(loan).lines[-1][1])
    with time_machine.travel(
        datetime.datetime(last.year, last.month, last.day, 3, tzinfo=datetime.UTC), tick=False
    ):
        assert "Catat lunas" not in town.client("partner").get("/permintaan-saya/").content.decode()
    with time_machine.travel(AFTER, tick=False):
        client, office = town.client("partner"), town.client("office")
        page = client.get("/permintaan-saya/").content.decode()
        assert "Catat lunas" in page
        assert f"/pinjaman/{loan.id}/" in page
        assert "Habis masanya" in client.get("/pinjaman/bank/").content.decode()
        found = {w.href: w.count for w in work_of(town.actor("office"), town.programme, today=AFTER.date())}
        assert found["/pinjaman/pengajuan/?angsuran=habis"] == 1
        assert (
            loan.application.person.name in office.get("/pinjaman/pengajuan/?angsuran=habis").content.decode()
        )
        assert "belum dicatat lunas" in client.get(f"/pinjaman/{loan.id}/").content.decode()
        told = {"on": AFTER.date().isoformat(), "note": ""}
        assert client.post(f"/pinjaman/{loan.id}/lunas/", told | {"on": "2026-09-01"}).status_code == 422
        assert client.post(f"/pinjaman/{loan.id}/lunas/", told).status_code == 302
        assert client.post(f"/pinjaman/{loan.id}/lunas/", told).status_code == 409
        assert "Catat lunas" not in client.get("/permintaan-saya/").content.decode()
        assert "Lunas" in client.get(f"/pinjaman/{loan.id}/").content.decode()
        assert work_hrefs(town).isdisjoint({"/pinjaman/pengajuan/?angsuran=habis"})


def test_before_its_last_month_a_loan_is_not_noted_as_paid(town, loan, october):
    answer = town.client("partner").post(
        f"/pinjaman/{loan.id}/lunas/", {"on": OCTOBER.date().isoformat(), "note": ""}
    )
    assert answer.status_code == 422


def work_hrefs(town):
    return {w.href for w in work_of(town.actor("office"), town.programme, today=AFTER.date())}
