"""From an approved report to the transfer, and what happens when the report is opened again."""

import datetime

import pytest

from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.approvals.queries import waiting_for
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.rows import new_id
from dampingi.records.honoraria.actions import (
    check_many,
    draft_honorarium,
    draft_missing,
    pay,
    publish_rates,
    recompute,
    return_honorarium,
)
from dampingi.records.honoraria.models import Payment, SetOff
from dampingi.records.hours.actions import log_work
from dampingi.records.hours.intake import WorkIntake
from dampingi.records.mentoring.actions import reopen_report
from tests.records.conftest import SYSTEM
from tests.records.honoraria.conftest import honoraria, line
from tests.records.mentoring.test_reports import JUNE, again

ON = datetime.date(2026, 7, 20)


def check(town, *rows, by="office"):
    return check_many(by=town.actor(by), honoraria=[r.id for r in rows])


def settle(town, *rows, by="office", on=ON, reference="SP2D 12"):
    return pay(by=town.actor(by), honoraria=[r.id for r in rows], on=on, reference=reference)


def test_an_approved_report_yields_one_honorarium(rates, tax, approved):
    rates(), tax()
    report = approved()
    (found,) = honoraria()
    assert (found.state, found.gross, found.base, found.tax, found.net, found.due) == (
        "draft", 1_000_000, 500_000, 30_000, 970_000, 970_000,
    ), "5% of half, a fifth more without NPWP"  # fmt: skip
    again_found = draft_honorarium(by=SYSTEM, report=report)
    assert again_found.id == found.id
    assert len(honoraria()) == 1


def test_units_come_from_the_report_and_the_frozen_hours(town, rates, approved):
    rates(line(10_000, "hour", cap=2), line(25_000, "meeting"))
    day = datetime.date(2026, 6, 10)
    rows = [
        WorkIntake(new_id(), town.mentor("ana").id, day, "koordinasi", 90),
        WorkIntake(new_id(), town.mentor("ana").id, day, "perjalanan", 61),
    ]
    log_work(by=town.actor("ana"), rows=rows)
    approved()
    (found,) = honoraria()
    assert found.units["hour"] == 151
    assert [(x["per"], x["counted"], x["paid"], x["total"]) for x in found.lines] == [
        ("hour", 151, 120, 20_000), ("meeting", 1, 1, 25_000),
    ]  # fmt: skip


def test_work_logged_after_the_approval_pays_nothing(town, rates, approved):
    rates(line(10_000, "hour"))
    report = approved()
    late = WorkIntake(
        new_id(), town.mentor("ana").id, datetime.date(2026, 6, 10), "perjalanan", 600, reason="Terlupa"
    )
    log_work(by=town.actor("ana"), rows=[late])
    assert honoraria()[0].gross == 0
    assert honoraria()[0].state == "settled"
    assert draft_honorarium(by=SYSTEM, report=report).gross == 0


def test_the_edition_of_the_month_counts_and_a_later_one_changes_nothing(town, rates, approved):
    rates(line(1_000_000))
    rates(line(2_000_000), on=datetime.date(2026, 7, 1))
    approved()
    assert honoraria()[0].gross == 1_000_000
    rates(line(3_000_000), on=JUNE)
    assert honoraria()[0].gross == 1_000_000


def test_without_rates_there_is_none_until_the_office_has_entered_them(town, rates, approved):
    approved()
    assert honoraria() == []
    with pytest.raises(Refused, match="tarif"):
        draft_missing(by=town.actor("office"), programme=town.programme, month=JUNE)
    rates()
    assert draft_missing(by=town.actor("office"), programme=town.programme, month=JUNE) == 1
    assert draft_missing(by=town.actor("office"), programme=town.programme, month=JUNE) == 0


def test_checked_then_paid_and_the_mentor_is_told(town, rates, account, approved):
    rates(), account(), approved()
    (found,) = honoraria()
    check(town, found)
    made = settle(town, *honoraria())
    (found,) = honoraria()
    assert (found.state, found.payment_id, found.account.ending) == ("paid", made.id, "5678")
    assert (made.total, made.count) == (found.due, 1)
    assert any("sudah dibayar" in str(n) for n in Notice.objects.filter(user=town.users["ana"]))


@pytest.mark.parametrize(
    "persona", ["ana", "camat", "coordinator", "head", "inspector", "elsewhere", "participant"]
)
def test_who_may_not_check_or_pay(town, rates, account, approved, persona):
    rates(), account(), approved()
    with pytest.raises(Refused):
        check(town, *honoraria(), by=persona)
    check(town, *honoraria())
    with pytest.raises(Refused):
        settle(town, *honoraria(), by=persona)
    assert honoraria()[0].state == "checked"


def test_an_officer_who_mentors_does_not_check_or_pay_their_own(town, rates, account, approved):
    from dampingi.foundation.accounts.actions import assign
    from dampingi.foundation.accounts.permissions import Role

    assign(
        by=SYSTEM,
        user=town.users["ana"],
        role=Role.OFFICE,
        region="32.76",
        starts_on=datetime.date(2026, 2, 1),
    )
    rates(), account(), approved()
    with pytest.raises(Denied, match="Penyusun"):
        check(town, *honoraria(), by="ana")
    check(town, *honoraria())
    with pytest.raises(Denied, match="orang lain"):
        settle(town, *honoraria(), by="ana")


def test_nothing_is_paid_without_a_check_an_account_and_a_reference(town, rates, account, approved):
    rates(), approved()
    with pytest.raises(Conflict, match="belum diperiksa"):
        settle(town, *honoraria())
    check(town, *honoraria())
    with pytest.raises(Refused, match="Rekening Ana belum"):
        settle(town, *honoraria())
    account(checked=False)
    with pytest.raises(Refused, match="Rekening Ana belum"):
        settle(town, *honoraria())
    account(number="9900000001")
    with pytest.raises(Refused, match="nomor bukti"):
        settle(town, *honoraria(), reference=" ")
    with pytest.raises(Refused, match="belum tiba"):
        settle(town, *honoraria(), on=ON + datetime.timedelta(days=1))
    settle(town, *honoraria())
    with pytest.raises(Conflict):
        settle(town, *honoraria())
    assert Payment.objects.unscoped("test").count() == 1


def test_a_tax_number_entered_after_the_count_asks_for_a_new_count(town, rates, tax, account, approved):
    rates(), tax(), account(), approved()
    check(town, *honoraria())
    account(npwp="001234567890123")
    with pytest.raises(Conflict, match="NPWP"):
        settle(town, *honoraria())
    return_honorarium(by=town.actor("office"), honorarium=honoraria()[0].id, reason="NPWP baru")
    found = recompute(by=town.actor("office"), honorarium=honoraria()[0].id)
    assert (found.state, found.attempt, found.tax) == ("draft", 2, 25_000)
    check(town, *honoraria())
    assert settle(town, *honoraria()).total == 975_000


def test_returned_with_a_reason_and_counted_again(town, rates, approved):
    rates(), approved()
    with pytest.raises(Refused, match="perlu diperbaiki"):
        return_honorarium(by=town.actor("office"), honorarium=honoraria()[0].id, reason=" ")
    return_honorarium(by=town.actor("office"), honorarium=honoraria()[0].id, reason="Tarif keliru")
    assert (honoraria()[0].state, honoraria()[0].reason) == ("returned", "Tarif keliru")
    publish_rates(
        by=town.actor("office"), programme=town.programme, starts_on=JUNE, basis="Ralat", body=[line(900_000)]
    )
    assert recompute(by=town.actor("office"), honorarium=honoraria()[0].id).gross == 900_000


def test_it_waits_on_its_own_page_and_not_in_the_inbox(town, rates, approved):
    rates(), approved()
    assert Approval.objects.unscoped("test").filter(workflow="honorarium", state="waiting").count() == 1
    assert [a for a in waiting_for(town.actor("office")) if a.workflow == "honorarium"] == []


def test_a_report_opened_again_stops_what_is_not_paid(town, rates, account, approved, reapproved):
    rates(), account()
    report = approved()
    check(town, *honoraria())
    reopen_report(by=town.actor("office"), report=report.id, reason="Salah hitung")
    assert (honoraria()[0].state, honoraria()[0].reason) == ("stopped", "Salah hitung")
    with pytest.raises(Conflict):
        settle(town, *honoraria())
    assert not Approval.objects.unscoped("test").filter(workflow="honorarium", state="waiting").exists()


def test_after_a_payment_the_next_version_pays_the_difference(town, rates, account, approved, reapproved):
    rates(line(1_000_000)), account()
    report = approved()
    check(town, *honoraria())
    settle(town, *honoraria())
    rates(line(1_300_000), on=JUNE)
    reapproved(report)
    first, second = honoraria()
    assert first.state == "paid"
    assert (second.version, second.gross, second.paid_before, second.due, second.state) == (
        2,
        1_300_000,
        1_000_000,
        300_000,
        "draft",
    )


def test_what_was_overpaid_is_set_off_against_the_next(town, rates, account, approved, reapproved):
    rates(line(1_000_000)), account()
    report = approved()
    check(town, *honoraria())
    settle(town, *honoraria())
    rates(line(700_000), on=JUNE)
    reapproved(report)
    assert (honoraria()[1].due, honoraria()[1].state) == (-300_000, "overpaid")
    rates(line(1_100_000), on=JUNE)
    reapproved(report)
    third = honoraria()[2]
    assert (third.paid_before, third.set_off, third.due) == (700_000, 300_000, 100_000)
    assert SetOff.objects.get().amount == 300_000
    reopen_report(by=town.actor("office"), report=again(report).id, reason="Lagi")
    assert not SetOff.objects.exists(), "what was set off in a stopped one is owed again"


def test_the_same_figures_again_leave_nothing_to_pay(town, rates, account, approved, reapproved):
    rates(), account()
    report = approved()
    check(town, *honoraria())
    settle(town, *honoraria())
    reapproved(report)
    assert (honoraria()[1].due, honoraria()[1].state) == (0, "settled")
