"""What happens to a loan after the akad: each event a new version; months before it stay what they were."""

import datetime

import pytest
import time_machine

from dampingi.engines.subsidy import Method, RateFrom, Terms, schedule
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.loans.actions import applying, bank, changing
from dampingi.records.loans.models import LoanEvent, Schedule
from dampingi.records.loans.queries.loans import dues_of, lines_of
from tests.records.loans.lending import asked_for, bank_of, lent
from tests.records.town import TODAY

LATER = datetime.datetime(2026, 11, 25, 3, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 10, 1)


@pytest.fixture
def partner(town):
    return bank_of(town)


@pytest.fixture
def loan(town, scheme, partner):
    return lent(town, scheme, partner)


@pytest.fixture
def november(loan):
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.mark.usefixtures("november")
def test_paying_early_lightens_only_what_comes_after(town, loan):
    before = lines_of(loan)
    changing.prepay(by=town.actor("partner"), loan=loan.id, on=DAY, amount=2_000_000)
    after = lines_of(loan)
    assert [n for n in after if n.due_on <= DAY] == [n for n in before if n.due_on <= DAY]
    assert sum(n.principal for n in after) == 8_000_000
    assert [s.version for s in loan.schedules.order_by("version")] == [1, 2]
    assert loan.schedules.get(version=1).lines != loan.schedules.get(version=2).lines


@pytest.mark.usefixtures("november")
def test_a_new_rate_counts_from_its_day(town, loan):
    before = lines_of(loan)
    changing.change_rate(by=town.actor("partner"), loan=loan.id, on=DAY, rate=600)
    after = lines_of(loan)
    assert [n for n in after if n.due_on < DAY] == [n for n in before if n.due_on < DAY]
    assert all(a.interest == (2 * a.balance * 600 + 120_000) // 240_000 for a in after if a.due_on >= DAY)


@pytest.mark.usefixtures("november")
def test_rates_told_late_leave_later_ones_standing(town, loan):
    """The schedule is the same in whatever order the bank tells its rates."""
    told = [(DAY, 600), (datetime.date(2026, 9, 1), 300)]
    for on, rate in told:
        changing.change_rate(by=town.actor("partner"), loan=loan.id, on=on, rate=rate)
    november = next(n for n in lines_of(loan) if n.due_on > DAY + datetime.timedelta(days=31))
    terms = Terms(
        loan.terms["principal"], loan.terms["months"], Method(loan.terms["method"]),
        datetime.date.fromisoformat(loan.terms["first_due"]),
        (*(RateFrom(datetime.date.fromisoformat(r["on"]), r["rate"]) for r in loan.terms["rates"]), *(RateFrom(*r) for r in sorted(told))),
    )  # fmt: skip
    assert november in schedule(terms, [])


@pytest.mark.usefixtures("november")
@pytest.mark.parametrize("why", LoanEvent.Why.values)
def test_after_a_stop_the_city_pays_nothing_more(town, loan, why):
    changing.stop(by=town.actor("office"), loan=loan.id, on=DAY, why=why)
    for (_number, month), due in dues_of(loan).items():
        assert due.stopped == (month >= DAY)
        assert (due.subsidy == 0) == (month >= DAY)
    with pytest.raises(Conflict, match="sudah berhenti"):
        changing.prepay(by=town.actor("partner"), loan=loan.id, on=DAY, amount=1)


@pytest.mark.usefixtures("november")
def test_once_settled_the_business_may_ask_again(town, loan, scheme, partner):
    told = {
        "by": town.actor("participant"),
        "business": town.first.business_id,
        "asked": asked_for(scheme, partner),
    }
    with pytest.raises(Conflict):
        applying.begin(**told)
    changing.stop(by=town.actor("partner"), loan=loan.id, on=DAY, why="settled")
    assert applying.begin(**told)


@pytest.mark.usefixtures("november")
def test_a_loan_that_went_bad_and_is_paid_after_all_bars_nobody_for_ever(town, loan, scheme, partner):
    told = {
        "by": town.actor("participant"),
        "business": town.first.business_id,
        "asked": asked_for(scheme, partner),
    }
    at, bank_client = f"/pinjaman/{loan.id}/lunas/", town.client("partner")
    assert bank_client.post(at, {"on": "2026-11-20"}).status_code == 422
    changing.stop(by=town.actor("partner"), loan=loan.id, on=DAY, why="non_performing")
    with pytest.raises(Conflict):
        applying.begin(**told)
    assert "Catat lunas" in bank_client.get(f"/pinjaman/{loan.id}/").content.decode()
    for who, day, status in (("head", "2026-11-20", 403), ("partner", "2026-09-30", 422), ("partner", "2026-11-26", 422), ("partner", "x", 422)):  # fmt: skip
        assert town.client(who).post(at, {"on": day}).status_code == status
    assert bank_client.post(at, {"on": "2026-11-20"}).status_code == 302
    assert bank_client.post(at, {"on": "2026-11-20"}).status_code == 409
    assert applying.begin(**told)


@pytest.mark.usefixtures("november")
@pytest.mark.parametrize(
    ("act", "told", "says"),
    [
        ("prepay", {"amount": 20_000_000}, "sisa pinjaman hanya"),
        ("prepay", {"amount": 0}, "lebih dari nol"),
        ("prepay", {"amount": -5}, "lebih dari nol"),
        ("prepay", {"amount": 10**14}, "lebih dari nol"),
        ("prepay", {"amount": 5, "keeps": "x"}, "yang tetap"),
        ("prepay", {"amount": 5, "on": TODAY - datetime.timedelta(days=1)}, "Pilih tanggal"),
        ("prepay", {"amount": 5, "on": datetime.date(2026, 11, 26)}, "Pilih tanggal"),
        ("change_rate", {"rate": -1}, "antara 0 dan 100"),
        ("change_rate", {"rate": 10_001}, "antara 0 dan 100"),
        ("change_rate", {"rate": 5, "on": datetime.date(9999, 12, 31)}, "Pilih tanggal"),
        ("stop", {"why": "bored"}, "sebab berhentinya"),
    ],
)
def test_what_cannot_be_is_refused_and_makes_no_version(town, loan, act, told, says):
    with pytest.raises(Refused, match=says):
        getattr(changing, act)(**({"by": town.actor("partner"), "loan": loan.id, "on": DAY} | told))
    assert loan.schedules.count() == 1
    assert not loan.events.exists()


@pytest.mark.parametrize("who", ["participant", "ana", "head", "inspector", "elsewhere", "coordinator"])
def test_only_the_bank_and_the_office_change_a_loan(town, loan, who):
    with pytest.raises(Refused):
        changing.stop(by=town.actor(who), loan=loan.id, on=TODAY, why="moved")


@pytest.mark.usefixtures("november")
def test_the_page_notes_it_and_shows_every_version(town, loan):
    teller, at = town.client("partner"), f"/pinjaman/{loan.id}/"
    assert (
        teller.post(
            at, {"kind": "prepaid", "on": "2026-10-01", "amount": "2.000.000", "keeps": "instalment"}
        ).status_code
        == 302
    )
    page = teller.get(at).content.decode()
    assert "Edisi 2" in page
    assert "Rp\u00a02.000.000" in page
    assert "Jadwal, edisi 1" in teller.get(f"{at}?edisi=1").content.decode()
    for wrong in (
        {"kind": "prepaid", "on": "2026-10-01"},
        {"kind": "rate", "on": "2026-10-01"},
        {"kind": "stopped", "on": ""},
        {"kind": "x"},
    ):
        assert teller.post(at, wrong).status_code == 422
    assert town.client("elsewhere").get(at).status_code == 404
    assert Schedule.objects.count() == 2


def test_disbursement_ends_the_bank_s_part(town, loan):
    bank.disburse(by=town.actor("partner"), application=loan.application_id, on=TODAY)
    page = town.client("partner").get(f"/pinjaman/bank/{loan.application_id}/").content.decode()
    assert "Hasil survei" not in page


@pytest.mark.usefixtures("november")
def test_rates_told_in_the_wrong_order_hold_from_their_own_days(town, loan):
    """Found by tests/records/subsidies/test_sequences.py: an earlier day's rate, told later, undid the later one until the next event."""
    by, later = town.actor("partner"), DAY + datetime.timedelta(days=45)
    changing.change_rate(by=by, loan=loan.id, on=later, rate=600)
    changing.change_rate(by=by, loan=loan.id, on=DAY, rate=300)
    for line in lines_of(loan):
        rate = 900 if line.due_on < DAY else 300 if line.due_on < later else 600
        assert line.interest == (2 * line.balance * rate + 120_000) // 240_000
