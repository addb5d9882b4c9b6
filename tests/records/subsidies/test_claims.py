"""A bank's month, line by line against the frozen schedule; one claim for a loan and month; owed, paid, taken back."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.budgets.models import Entry
from dampingi.records.budgets.queries.proof import faults
from dampingi.records.loans.actions import changing
from dampingi.records.subsidies.actions.claims import accept, give_back, hand_in
from dampingi.records.subsidies.actions.paying import pay, take_back
from dampingi.records.subsidies.models import Claim, ClaimLine
from tests.records.budgets.conftest import allotted, stands
from tests.records.subsidies.conftest import OCTOBER, PLENTY, approve, line_of, paid, sent
from tests.records.town import KOTA, TODAY

pytestmark = pytest.mark.usefixtures("october")


def found(made):
    return [(line.faults, line.payable) for line in made.lines.order_by("row")]


def test_a_line_that_is_the_schedule_s_is_owed_and_then_paid(town, budget, loan, bank):
    lines = [line_of(loan, 0), line_of(loan, 1)]
    before = stands(budget)["reserved"]
    made = sent(town, bank, lines)
    assert found(made) == [([], lines[0].amount), ([], lines[1].amount)]
    assert stands(budget)["reserved"] == before
    due = lines[0].amount + lines[1].amount
    approve(town, made)
    assert (stands(budget)["owed"], stands(budget)["reserved"]) == (due, before - due)
    paid(town, made)
    assert (stands(budget)["paid"], stands(budget)["reserved"]) == (due, before - due)
    assert faults(budget) == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"loan": "KR-9"}, "unknown"), ({"month": datetime.date(2030, 1, 1)}, "outside"), ({"month": datetime.date(2026, 12, 1)}, "early"),
        ({"balance": 1}, "balance"), ({"amount": 10**9}, "over"), ({"amount": -5}, "negative"),
    ],
)  # fmt: skip
def test_a_wrong_line_goes_back_with_its_reason_and_the_others_are_paid(
    town, budget, loan, bank, wrong, fault
):
    made = sent(town, bank, [line_of(loan, 0, **wrong), line_of(loan, 1)])
    (told, payable), right = found(made)
    assert (fault in told, payable) == (True, 0)
    assert right == ([], line_of(loan, 1).amount)
    approve(town, made)
    assert stands(budget)["owed"] == line_of(loan, 1).amount


def test_less_than_the_share_is_paid_as_billed(town, budget, loan, bank):
    made = sent(town, bank, [line_of(loan, 0, amount=1000)])
    assert found(made) == [(["less"], 1000)]
    approve(town, made)
    assert stands(budget)["owed"] == 1000


def test_a_month_is_claimed_once_whether_in_one_file_or_two(town, budget, loan, bank):
    made = sent(town, bank, [line_of(loan, 0), line_of(loan, 0)])
    assert [f for f, _p in found(made)] == [[], ["twice"]]
    again = sent(town, bank, [line_of(loan, 0)])
    assert found(again) == [(["twice"], 0)]
    with pytest.raises(IntegrityError), transaction.atomic():
        again.lines.update(payable=5, counts=True)
    with pytest.raises(Refused, match="Tidak ada baris"):
        accept(by=town.actor("office"), claim=again.id)


def test_given_back_its_months_may_be_claimed_again(town, loan, bank):
    made = sent(town, bank, [line_of(loan, 0)])
    with pytest.raises(Refused, match="Tulis apa"):
        give_back(by=town.actor("office"), claim=made.id, reason=" ")
    give_back(by=town.actor("office"), claim=made.id, reason="Bulan keliru")
    assert found(sent(town, bank, [line_of(loan, 0)])) == [([], line_of(loan, 0).amount)]
    with pytest.raises(Conflict):
        accept(by=town.actor("office"), claim=made.id)


def test_an_early_payment_and_a_new_rate_change_later_months_only(town, budget, loan, bank):
    first, third = line_of(loan, 0), line_of(loan, 2)
    made = sent(town, bank, [first])
    changing.prepay(by=town.actor("partner"), loan=loan.id, on=datetime.date(2026, 8, 25), amount=3_000_000)
    changing.change_rate(by=town.actor("partner"), loan=loan.id, on=datetime.date(2026, 10, 1), rate=1200)
    approve(town, made)
    assert stands(budget)["owed"] == first.amount
    assert line_of(loan, 0) == first
    late = sent(town, bank, [line_of(loan, 1, balance=third.balance)])
    assert "balance" in found(late)[0][0]
    now = sent(town, bank, [line_of(loan, 1)])
    assert found(now)[0][0] == []
    assert faults(budget) == []


def test_after_the_subsidy_stopped_nothing_is_paid(town, loan, bank):
    line = line_of(loan, 1)
    changing.stop(by=town.actor("partner"), loan=loan.id, on=datetime.date(2026, 8, 25), why="settled")
    assert "stopped" in found(sent(town, bank, [line]))[0][0]


def test_a_paid_line_taken_back_is_reserved_again_and_claimed_anew(town, budget, loan, bank):
    made = paid(town, approve(town, sent(town, bank, [line_of(loan, 0), line_of(loan, 1)])))
    before = stands(budget)
    row = made.lines.get(row=1)
    for who in ("office", "inspector", "elsewhere", "partner"):
        with pytest.raises(Denied):
            take_back(by=town.actor(who), line=row.id, reason="x")
    with pytest.raises(Refused, match="Tulis mengapa"):
        take_back(by=town.actor("head"), line=row.id, reason=" ")
    take_back(by=town.actor("head"), line=row.id, reason="Pinjaman lain")
    now = stands(budget)
    assert before["paid"] - now["paid"] == now["reserved"] - before["reserved"] == row.payable
    with pytest.raises(Conflict):
        take_back(by=town.actor("head"), line=row.id, reason="Lagi")
    again = paid(town, approve(town, sent(town, bank, [line_of(loan, 0)])), "SP2D 10")
    assert again.state == Claim.State.PAID
    assert stands(budget) == before
    assert faults(budget) == []


def test_a_month_of_next_year_is_of_next_year_s_budget(town, budget, loan, bank):
    import time_machine

    with time_machine.travel(datetime.datetime(2027, 3, 10, 3, tzinfo=datetime.UTC), tick=False):
        made = sent(town, bank, [line_of(loan, 5)], month=datetime.date(2027, 2, 1))
        with pytest.raises(Refused, match="2027"):
            approve(town, made)
        later = allotted(town, PLENTY, purpose="interest_subsidy", year=2027, number="900/27")
        decide(by=town.actor("head"), approval=approvals_of("subsidy_claim", made.id)[0].id, approved=True)
        assert stands(later)["owed"] == line_of(loan, 5).amount


def test_nobody_decides_on_what_they_made(town, loan, bank):
    made = sent(town, bank, [line_of(loan, 0)])
    for who in ("head", "inspector", "partner", "elsewhere", "ana"):
        with pytest.raises(Denied):
            accept(by=town.actor(who), claim=made.id)
    accept(by=town.actor("office"), claim=made.id)
    with pytest.raises(Conflict):
        accept(by=town.actor("office"), claim=made.id)
    approval = approvals_of("subsidy_claim", made.id)[0].id
    for who in ("office", "inspector", "partner"):
        with pytest.raises(Denied):
            decide(by=town.actor(who), approval=approval, approved=True)


def test_paid_once_with_its_paper_and_not_before_it_was_approved(town, loan, bank):
    made = sent(town, bank, [line_of(loan, 0)])
    with pytest.raises(Conflict):
        paid(town, made)
    approve(town, made)
    for wrong in ({"reference": " "}, {"on": datetime.date(9999, 12, 31)}, {"on": datetime.date(2026, 1, 1)}):
        with pytest.raises(Refused):
            pay(
                by=town.actor("office"),
                claim=made.id,
                **({"reference": "SP2D", "on": OCTOBER.date()} | wrong),
            )
    paid(town, made)
    with pytest.raises(Conflict):
        paid(town, made)


def test_only_the_bank_s_own_people_bill(town, loan, bank):
    for who in ("office", "head", "ana", "participant", "elsewhere"):
        with pytest.raises(Denied):
            sent(town, bank, [line_of(loan, 0)], who)
    for wrong in ({"lines": []}, {"lines": [line_of(loan, 0)] * 5001}, {"lines": [line_of(loan, 0)], "month": datetime.date(2026, 12, 1)}, {"lines": [line_of(loan, 0)], "month": datetime.date(1, 1, 1)}):  # fmt: skip
        with pytest.raises(Refused):
            sent(town, bank, **wrong)
    assert not ClaimLine.objects.exists()


def test_what_was_claimed_is_not_changed_behind_it(town, budget, loan, bank):
    """A settlement told too late: the month that was billed is taken back first, then noted."""
    made = approve(town, sent(town, bank, [line_of(loan, 0)]))
    stop = {"by": town.actor("partner"), "loan": loan.id, "on": TODAY, "why": "settled"}
    with pytest.raises(Refused, match="sudah ditagih"):
        changing.stop(**stop)
    assert loan.schedules.count() == 1
    take_back(by=town.actor("head"), line=made.lines.get().id, reason="Sudah lunas")
    changing.stop(**stop)
    assert stands(budget) == {"allotted": PLENTY, "free": PLENTY}
    assert faults(budget) == []


def test_the_same_sheet_sent_again_is_not_a_second_claim(town, loan, bank):
    made = sent(town, bank, [line_of(loan, 0)])
    with pytest.raises(Conflict, match="sudah dikirim"):
        sent(town, bank, [line_of(loan, 0)])
    give_back(by=town.actor("office"), claim=made.id, reason="Bulan keliru")
    assert sent(town, bank, [line_of(loan, 0)]).number == 2


def test_what_a_month_billed_below_its_share_leaves_is_free_again(town, budget, loan, bank):
    due = line_of(loan, 0)
    before = stands(budget)
    approve(town, sent(town, bank, [line_of(loan, 0, amount=due.amount - 500)]))
    now = stands(budget)
    assert (now["owed"], now["free"] - before["free"]) == (due.amount - 500, 500)
    assert faults(budget) == []


def test_a_loan_that_came_to_nothing_is_not_billed(town, loan, bank):
    from dampingi.records.loans.models import End

    End.objects.create(application=loan.application, kind="withdrawn", reason="other", on=TODAY)
    assert found(sent(town, bank, [line_of(loan, 0)])) == [(["unknown"], 0)]


def test_a_schedule_that_changes_between_reading_and_keeping_is_read_anew(town, loan, bank, monkeypatch):
    from dampingi.records.subsidies.actions import claims

    read = claims.examined

    def meanwhile(*told):
        findings = read(*told)
        changing.change_rate(by=town.actor("partner"), loan=loan.id, on=OCTOBER.date(), rate=1200)
        return findings

    monkeypatch.setattr(claims, "examined", meanwhile)
    with pytest.raises(Conflict, match="baru saja berubah"):
        sent(town, bank, [line_of(loan, 0)])


def test_who_is_late_is_told_by_the_latest_line(town, loan, bank):
    sent(town, bank, [line_of(loan, 0)], late=100)
    page = town.client("office").get("/subsidi/").content.decode()
    assert "Menunggak" in page
    assert "100 hari" in page
    lines = [line_of(loan, 1)]
    hand_in(by=town.actor("partner"), bank=bank, region=KOTA, month=lines[0].month, lines=lines, late={lines[0].key: 0})  # fmt: skip
    assert "100 hari" not in town.client("office").get("/subsidi/").content.decode()


@pytest.mark.parametrize("kind", ["reserve", "owe", "pay"])
def test_a_loan_s_money_is_not_taken_back_in_the_book_alone(town, budget, loan, bank, kind):
    """The claim would go on saying that it was paid, and its line could never be taken back."""
    made = approve(town, sent(town, bank, [line_of(loan, 0)]))
    paid(town, made)
    entry = Entry.objects.unscoped("test").filter(kind=kind, subject_kind="loan_application").first()
    before, head = stands(budget), town.client("head")
    page = head.get(f"/anggaran/mutasi/{entry.id}/").content.decode()
    assert "Batalkan baris tagihannya" in page
    assert "Balik mutasi ini" not in page
    told = head.post(f"/anggaran/mutasi/{entry.id}/", {"reason": "x"})
    assert told.status_code == 422
    assert "Batalkan baris tagihannya" in told.content.decode()
    assert stands(budget) == before
    take_back(by=town.actor("head"), line=made.lines.get().id, reason="Keliru")
    assert stands(budget).get("paid", 0) == 0


def test_the_day_of_acceptance_is_the_office_s_own(town, budget, loan, bank):
    """Accepted at six in the morning in Jakarta, still yesterday in UTC: yesterday's payment came before it."""
    with time_machine.travel(datetime.datetime(2026, 10, 12, 23, tzinfo=datetime.UTC), tick=False):
        made = approve(town, sent(town, bank, [line_of(loan, 0)]))
        with pytest.raises(Refused, match="Tanggal bayar"):
            paid(town, made)  # on the 12th
        pay(by=town.actor("office"), claim=made.id, reference="SP2D 9", on=datetime.date(2026, 10, 13))
