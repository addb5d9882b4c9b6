"""The funnel: how far applications got, where, and why the others did not; who may read a bank's reasons."""

import pytest

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.records.loans.actions import bank, ending
from dampingi.records.loans.queries.funnel import funnel
from tests.records.conftest import HERE, NEXT, SYSTEM
from tests.records.loans.lending import bank_of, forwarded, handed_in, lent
from tests.records.town import KECAMATAN, TODAY


@pytest.fixture
def three(town, scheme):
    """One paid out, one refused by the bank, one withdrawn."""
    partner = bank_of(town)
    loan = lent(town, scheme, partner)
    bank.disburse(by=town.actor("partner"), application=loan.application_id, on=TODAY)
    other = forwarded(town, handed_in(town, scheme, partner, who="ana", n=1))
    ending.refuse_for_bank(by=town.actor("partner"), application=other.id, reason="pay_later")
    third = handed_in(town, scheme, partner, who="budi", n=3)
    ending.withdraw(by=town.actor("budi"), application=third.id, reason="slow")


@pytest.mark.usefixtures("three")
def test_it_counts_how_far_each_got_and_where(town):
    found = funnel(town.actor("office"), KECAMATAN, 2026)
    counts = found.total.counts
    assert [counts[s] for s in ("asked", "office_check", "survey", "akad", "disbursement")] == [3, 2, 1, 1, 1]
    assert (counts["bank"], counts["withdrawn"], found.total.amount) == (1, 1, 10_000_000)
    places = {r.code: r.counts["asked"] for r in found.places}
    assert (places[HERE], places[NEXT]) == (2, 1)
    assert not funnel(town.actor("office"), KECAMATAN, 2025).total.counts["asked"]


@pytest.mark.usefixtures("three")
def test_its_page_opens_exactly_the_rows_it_counted(town):
    client = town.client("office")
    page = client.get("/pinjaman/corong/").content.decode()
    assert "Paylater atau pinjaman daring belum lunas" in page
    assert "Terlalu lama menunggu" in page
    assert "sepakati batas hari dengan bank" in page
    for narrowed, count in (
        ("sampai=asked", 3),
        ("sampai=akad", 1),
        ("akhir=bank", 1),
        ("sebab=pay_later", 1),
        ("sampai=office_check", 2),
    ):
        listed = client.get(f"/pinjaman/pengajuan/?wilayah=32.76&tahun=2026&{narrowed}").content.decode()
        assert f"<strong>{count}</strong>" in listed, narrowed


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("who", ["head", "coordinator", "inspector"])
def test_a_bank_s_rare_reason_is_not_told_to_others(town, who):
    page = town.client(who).get("/pinjaman/corong/").content.decode()
    assert "Paylater" not in page
    assert "sebab yang jarang" in page
    assert "Terlalu lama menunggu" in page


@pytest.mark.usefixtures("july", "three")
@pytest.mark.parametrize("asked", ["wilayah=33", "wilayah=x", "tahun=0", "tahun=99999999999", "tahun=x"])
def test_what_is_no_place_or_year_falls_back(town, asked):
    assert town.client("coordinator").get(f"/pinjaman/corong/?{asked}").status_code == 200


@pytest.mark.usefixtures("july", "three")
def test_who_reads_reasons_elsewhere_does_not_narrow_by_them_here(town):
    """Narrowing by a bank's reason tells whose it is as well as the reason itself would."""
    listed = "/pinjaman/pengajuan/?sebab=pay_later"
    assert "<strong>1</strong>" in town.client("office").get(listed).content.decode()
    assign(by=SYSTEM, user=town.users["head"], role=Role.OFFICE, region="32.77", starts_on=TODAY)
    assert "Warga 1" not in town.client("head").get(listed).content.decode()


@pytest.mark.usefixtures("three")
def test_places_where_nobody_asked_are_named_and_no_year_to_come_is_offered(town):
    page = town.client("office").get(f"/pinjaman/corong/?wilayah={KECAMATAN}&tahun=2026").content.decode()
    assert "Belum ada pengajuan" in page
    assert "tahun=2027" not in page
    assert "tahun=2025" in page
