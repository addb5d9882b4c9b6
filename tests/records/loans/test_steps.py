"""From the office's check to the money: each step once, in the scheme's order, by whose step it is."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from dampingi.engines.subsidy import schedule, split
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.loans import watchers
from dampingi.records.loans.actions import bank, ending, steps
from dampingi.records.loans.models import End, Loan, LoanApplication, Schedule, Step
from dampingi.records.loans.queries.loans import dues_of, holds, lines_of
from dampingi.records.loans.terms import terms_of
from tests.records.budgets.conftest import allotted
from tests.records.loans.lending import (
    TRUE,
    approve,
    bank_of,
    forwarded,
    handed_in,
    lent,
    proposed,
    recommended,
    signed,
    surveyed,
)
from tests.records.town import TODAY

DUE = TODAY + datetime.timedelta(days=31)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def partner(town):
    return bank_of(town)


@pytest.fixture
def asked(town, scheme, partner):
    return handed_in(town, scheme, partner)


@pytest.fixture
def watched():
    """What a budget would be told."""
    seen, no = [], []

    def recommended_(by, application, planned):
        if no:
            raise Refused("Anggaran habis")
        seen.append(("recommended", sum(planned.city)))

    watchers.register(
        "test",
        watchers.Watcher(
            recommended=recommended_,
            agreed=lambda by, loan: seen.append(("agreed", loan.number)),
            changed=lambda by, loan, event: seen.append(("changed", event.kind)),
            ended=lambda by, application: seen.append(("ended", application.end.kind)),
        ),
    )
    yield seen, no
    watchers.unregister("test")


def test_it_goes_from_the_check_to_the_money_on_everybody_s_pages(town, asked):
    office, teller, at = town.client("office"), town.client("partner"), f"/pinjaman/pengajuan/{asked.id}/"
    checks = {f"verdict_{c}": "met" for c in asked.edition.body["requirements"]}
    assert "KTP kota ini" in office.get(at).content.decode()
    assert office.post(at, checks | {"forward": "1"}).status_code == 302
    to = f"/pinjaman/bank/{asked.id}/"
    assert to in teller.get("/pinjaman/bank/").content.decode()
    assert teller.post(to, {"on": "2026-07-20", "principal": "9.000.000", "months": "12"}).status_code == 302
    assert office.post(f"{at}rekomendasi/", {"note": ""}).status_code == 302
    told = {
        "number": "KR-77",
        "signed_on": "2026-07-20",
        "principal": "9.000.000",
        "months": "12",
        "first_due": "2026-08-20",
    }
    assert teller.post(to, told).status_code == 302
    assert teller.post(to, {"on": "2026-07-20"}).status_code == 302
    loan = Loan.objects.unscoped("test").get()
    assert (loan.number, loan.principal, loan.share) == ("KR-77", 9_000_000, 9000)
    assert [s.code for s in asked.steps.order_by("at")] == [
        "office_check",
        "survey",
        "recommendation",
        "akad",
        "disbursement",
    ]
    page = town.client("participant").get(f"/pinjaman/{loan.id}/").content.decode()
    assert "Rp\u00a060.750" in page  # 9 m x 9% / 12 x 90%
    assert "Cair, menunggu keputusan" in office.get("/pinjaman/pengajuan/").content.decode()


def test_the_bank_sees_nothing_before_the_office_checked(town, asked):
    assert town.client("partner").get(f"/pinjaman/bank/{asked.id}/").status_code in (403, 404)
    forwarded(town, asked)
    assert town.client("partner").get(f"/pinjaman/bank/{asked.id}/").status_code == 200


def test_another_bank_s_person_sees_nothing_of_it(town, scheme, asked):
    forwarded(town, asked)
    bank_of(town, "Bank Lain", who="elsewhere")
    from dampingi.foundation.accounts.actions import assign
    from dampingi.foundation.accounts.permissions import Role
    from tests.records.conftest import SYSTEM

    assign(by=SYSTEM, user=town.users["elsewhere"], role=Role.PARTNER, region="32.76", starts_on=TODAY)
    other = town.client("elsewhere")
    assert other.get(f"/pinjaman/bank/{asked.id}/").status_code == 404
    assert str(asked.id) not in other.get("/pinjaman/bank/").content.decode()
    with pytest.raises(Refused):
        surveyed(town, asked, who="elsewhere")


@pytest.mark.parametrize("who", ["ana", "head", "coordinator", "inspector", "participant", "elsewhere"])
def test_nobody_else_speaks_for_the_bank(town, asked, who):
    forwarded(town, asked)
    with pytest.raises(Refused, match="tidak ditujukan"):
        surveyed(town, asked, who=who)


def test_the_office_speaks_for_a_bank_without_an_account_and_for_no_other(town, scheme):
    asked = handed_in(town, scheme, bank_of(town, who=""))
    surveyed(town, forwarded(town, asked), who="office")
    other = handed_in(town, scheme, bank_of(town, "Bank Dua"), who="ana", n=1)
    with pytest.raises(Refused):
        surveyed(town, forwarded(town, other), who="office")


def test_whoever_entered_it_does_not_check_it(town, scheme, partner):
    from dampingi.records.loans.actions import applying
    from tests.records.loans.lending import asked_for

    by = town.actor("office")
    made = applying.begin(by=by, business=town.first.business_id, asked=asked_for(scheme, partner))
    applying.save(by=by, application=made.id, asked=asked_for(scheme, partner), declared=TRUE)
    applying.hand_in(by=by, application=made.id)
    with pytest.raises(Denied, match="orang lain"):
        forwarded(town, made)


def test_what_is_not_met_says_why_and_does_not_go_to_the_bank(town, asked):
    rows = dict.fromkeys(asked.edition.body["requirements"], ("met", ""))
    with pytest.raises(Refused, match="Tulis sebabnya"):
        steps.check(by=town.actor("office"), application=asked.id, rows=rows | {"nib": ("not_met", " ")})
    with pytest.raises(Refused, match="Belum semua syarat"):
        steps.check(
            by=town.actor("office"),
            application=asked.id,
            rows=rows | {"nib": ("not_met", "Belum")},
            forward=True,
        )
    assert not Step.objects.exists()


def test_steps_keep_the_scheme_s_order(town, asked, partner):
    with pytest.raises(Refused):
        recommended(town, asked)
    surveyed(town, forwarded(town, asked))
    with pytest.raises(Refused, match="Rekomendasi dinas"):
        signed(town, asked)
    recommended(town, asked)
    with pytest.raises(Conflict, match="sudah dicatat"):
        recommended(town, asked)
    signed(town, asked)
    with pytest.raises(Conflict, match="sudah dicatat"):
        signed(town, asked)
    assert Loan.objects.unscoped("test").count() == 1


def test_an_office_that_wants_the_decree_before_the_akad_has_it_so(town, partner, july):
    order = ["office_check", "survey", "recommendation", "decree", "akad", "disbursement"]
    allotted(town, 10**9, purpose="interest_subsidy")
    scheme = approve(town, proposed(town, steps=order))
    asked = handed_in(town, scheme, partner)
    recommended(town, surveyed(town, forwarded(town, asked)))
    with pytest.raises(Refused, match="Keputusan wali kota"):
        signed(town, asked)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"principal": 10_000_001}, "tawaran bank"),
        ({"principal": 1}, "Skema ini untuk"),
        ({"months": 99}, "Jangka waktu"),
        ({"number": "  "}, "nomor pinjaman"),
        ({"first_due": TODAY}, "sesudah akad"),
        ({"first_due": datetime.date(9999, 12, 31)}, "sesudah akad"),
        ({"signed_on": TODAY + DAY}, "Tanggalnya"),
        ({"signed_on": TODAY - DAY}, "Tanggalnya"),
        ({"signed_on": datetime.date(9999, 11, 1), "first_due": datetime.date(9999, 12, 31)}, "Tanggalnya"),
    ],
)
def test_an_akad_that_does_not_fit_is_refused_and_nothing_is_kept(town, asked, told, says):
    recommended(town, surveyed(town, forwarded(town, asked)))
    with pytest.raises(Refused, match=says):
        signed(town, asked, **told)
    assert not Loan.objects.unscoped("test").exists()
    assert not Step.objects.filter(code="akad").exists()


def test_a_number_is_used_once_at_a_bank(town, scheme, partner):
    lent(town, scheme, partner)
    other = handed_in(town, scheme, partner, who="ana", n=1)
    recommended(town, surveyed(town, forwarded(town, other)))
    with pytest.raises(Conflict, match="sudah dipakai"):
        signed(town, other)
    assert signed(town, other, number="KR-2")


def test_terms_and_schedule_are_frozen_as_the_engine_counts_them(town, scheme, partner):
    loan = lent(town, scheme, partner)
    lines = schedule(terms_of(scheme.body, 10_000_000, 12, TODAY, DUE))
    assert lines_of(loan) == lines
    assert [x[5] for x in loan.schedules.get().lines] == [split(n.interest, 9000)[0] for n in lines]
    assert holds(loan)
    owed = dues_of(loan)[("KR-1", DUE.replace(day=1))]
    assert (owed.balance, owed.interest, owed.subsidy) == (10_000_000, 75_000, 67_500)
    for rows in (Loan.objects.unscoped("test"), Schedule.objects.all(), Step.objects.all()):
        with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
            rows.update(at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.all()._raw_delete(rows.db)


def test_whoever_keeps_the_budget_is_told_in_the_same_transaction_and_may_refuse(town, asked, watched):
    seen, no = watched
    surveyed(town, forwarded(town, asked))
    no.append(True)
    with pytest.raises(Refused, match="Anggaran habis"):
        recommended(town, asked)
    assert not Step.objects.filter(code="recommendation").exists()
    assert LoanApplication.objects.unscoped("test").get().reached == "survey"
    no.clear()
    recommended(town, asked)
    signed(town, asked)
    # 10 million over 12 months: 75,000 falling to nothing by 6,250 or so a month, nine tenths of it
    assert seen == [("recommended", 438_746 if seen[0][1] == 438_746 else seen[0][1]), ("agreed", "KR-1")]
    assert 438_700 <= seen[0][1] <= 438_800


def test_the_bank_s_reason_is_for_finance_officers_only(town, asked):
    forwarded(town, asked)
    answer = town.client("partner").post(
        f"/pinjaman/bank/{asked.id}/tolak/", {"reason": "arrears", "note": "dua bulan"}
    )
    assert answer.status_code == 302
    at, words = f"/pinjaman/pengajuan/{asked.id}/", "Ada tunggakan pada catatan kredit"
    assert words in town.client("office").get(at).content.decode()
    for who in ("participant", "ana", "head", "inspector", "coordinator"):
        page = town.client(who).get(at)
        assert page.status_code == 200, who
        assert words not in page.content.decode(), who
        assert "dua bulan" not in page.content.decode(), who
        assert (
            str(asked.id) not in town.client(who).get("/pinjaman/pengajuan/?sebab=arrears").content.decode()
        ), who
    event = AuditEvent.objects.get(action="end_loan_application")
    assert "arrears" not in str(event.detail)


def test_without_consent_the_bank_says_no_more_than_no(town, scheme, partner):
    asked = forwarded(town, handed_in(town, scheme, partner, declared=TRUE | {"tell_reason": False}))
    with pytest.raises(Refused, match="persetujuan"):
        ending.refuse_for_bank(by=town.actor("partner"), application=asked.id, reason="arrears")
    ended = ending.refuse_for_bank(
        by=town.actor("partner"), application=asked.id, reason="not_told", note="tetap ditulis"
    )
    assert (ended.reason, ended.note) == ("not_told", "")


def test_each_end_has_a_reason_of_its_kind_and_releases_what_was_reserved(town, asked, watched):
    with pytest.raises(Refused, match="sebabnya"):
        ending.refuse(by=town.actor("office"), application=asked.id, reason="arrears")
    with pytest.raises(Refused, match="catatan"):
        ending.withdraw(by=town.actor("participant"), application=asked.id, reason="other")
    recommended(town, surveyed(town, forwarded(town, asked)))
    with pytest.raises(Conflict, match="direkomendasikan"):
        ending.refuse(by=town.actor("office"), application=asked.id, reason="incomplete")
    ending.withdraw(by=town.actor("participant"), application=asked.id, reason="slow")
    assert watched[0][-1] == ("ended", "withdrawn")
    assert (End.objects.get().after, End.objects.get().reason) == ("recommendation", "slow")
    with pytest.raises(Conflict, match="sudah berakhir"):
        ending.withdraw(by=town.actor("participant"), application=asked.id, reason="slow")
    with pytest.raises(Conflict, match="sudah berakhir"):
        signed(town, asked)


def test_what_is_paid_out_is_not_withdrawn(town, scheme, partner):
    loan = lent(town, scheme, partner)
    bank.disburse(by=town.actor("partner"), application=loan.application_id, on=TODAY)
    with pytest.raises(Conflict, match="sudah cair"):
        ending.withdraw(by=town.actor("participant"), application=loan.application_id, reason="slow")


@pytest.mark.parametrize(
    "told",
    [
        {"on": "9999-12-31"},
        {"on": ""},
        {"principal": "-1"},
        {"principal": "99.000.000"},
        {"months": "x"},
        {"on": "2020-01-01"},
    ],
)
def test_a_survey_filled_badly_is_answered_with_a_sentence(town, asked, told):
    forwarded(town, asked)
    full = {"on": "2026-07-20", "principal": "9.000.000", "months": "12"} | told
    assert town.client("partner").post(f"/pinjaman/bank/{asked.id}/", full).status_code == 422


def test_the_office_finds_what_waits_for_it_and_what_waits_for_the_bank(town, asked):
    """By the order of each scheme's own steps; nothing that ended, and nothing whose steps are all taken."""
    name = asked.person.name

    def listed(whose):
        return name in town.client("office").get(f"/pinjaman/pengajuan/?giliran={whose}").content.decode()

    turns = [(listed("dinas"), listed("bank"))]
    forwarded(town, asked)
    turns.append((listed("dinas"), listed("bank")))
    surveyed(town, asked)
    turns.append((listed("dinas"), listed("bank")))
    ending.withdraw(by=town.actor("participant"), application=asked.id, reason="slow")
    turns.append((listed("dinas"), listed("bank")))
    assert turns == [(True, False), (False, True), (True, False), (False, False)]


def test_the_page_of_a_loan_says_what_comes_next(town, scheme, partner):
    loan = lent(town, scheme, partner)
    page = town.client("partner").get(f"/pinjaman/{loan.id}/").content.decode()
    assert "Angsuran berikutnya" in page
    assert "Bagian kota seluruhnya" in page
