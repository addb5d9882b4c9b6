"""Where people meet their loan and its subsidy first: the borrower's own page, the bank's requests, the office's work."""

import pytest

from dampingi.foundation.ui import formats
from dampingi.pages.home.work import work_of
from dampingi.records.loans.queries.loans import current, next_due
from tests.records.subsidies.conftest import OCTOBER, line_of, sent
from tests.records.town import TODAY


def test_the_borrower_reads_what_they_pay_and_what_the_city_pays(town, loan, october):
    page = town.client("participant").get("/pinjaman/saya/").content.decode()
    _n, _day, balance, principal, interest, city = next(x for x in current(loan).lines if x[1] >= OCTOBER.date().isoformat())  # fmt: skip
    for each in (formats.money(principal + interest - city), formats.money(city), formats.money(balance)):
        assert each in page
    assert "Kota bayar" in page


def test_after_the_last_instalment_nothing_falls_due(town, signed):
    import datetime

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
