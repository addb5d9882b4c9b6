"""An agreement, its parts and the reports on them: the next part only after the last was told, accepted by somebody else."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.budgets.actions.reversing import reverse
from dampingi.records.budgets.models import Entry
from dampingi.records.grants.actions import agreeing, reporting
from dampingi.records.grants.models import Agreement, Payment, Receipt, UseReport
from dampingi.records.grants.queries import grants
from tests.records.grants.conftest import (
    PDF,
    agreed,
    budgeted,
    chosen,
    opened,
    paid,
    recipient,
    reported,
    submitted,
)
from tests.records.grants.test_selections import money
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july", "micro", "owned")
DAY = datetime.timedelta(days=1)


def checked(town, report, who="office", accepted=True, note="Nota kurang"):
    return reporting.check_report(by=town.actor(who), report=report.id, accepted=accepted, note=note)


def test_an_agreement_is_frozen_in_parts_that_add_up(town):
    found = agreed(town, recipient(town), parts=3)
    assert [amount for amount, _due in found.parts] == [666_666, 666_666, 666_668]
    assert [due for _amount, due in found.parts] == ["2026-07-20", "2026-10-20", "2027-01-20"]


def test_nobody_agrees_before_somebody_approved_nor_twice(town):
    waiting = submitted(town, chosen(town, opened(town)))
    with pytest.raises(Conflict, match="belum ditetapkan"):
        agreed(town, waiting.candidates.get(rank=1))
    other = recipient(town)
    agreed(town, other)
    with pytest.raises(Conflict, match="sudah dicatat"):
        agreed(town, other)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"parts": 0}, "satu sampai empat"),
        ({"parts": 99}, "satu sampai empat"),
        ({"number": " "}, "Isi nomor"),
        ({"signed_on": TODAY + DAY}, "paling lambat hari ini"),
        ({"signed_on": TODAY - DAY}, "sesudah kajiannya"),
        ({"first_due": datetime.date(9999, 12, 31)}, "dua tahun"),
        ({"first_due": TODAY - DAY}, "sesudah penandatanganan"),
    ],
)
def test_agreements_that_cannot_be(town, more, said):
    with pytest.raises(Refused, match=said):
        agreed(town, recipient(town), **more)


def test_money_from_reserved_to_paid(town):
    budget = budgeted(town, 3_000_000)
    found = agreed(town, recipient(town))
    assert money(budget) == (1_000_000, 0, 2_000_000, 0)
    paid(town, found)
    assert money(budget) == (1_000_000, 0, 1_000_000, 1_000_000)


def test_the_second_part_waits_for_the_report_on_the_first(town):
    found = agreed(town, recipient(town))
    first = paid(town, found)
    assert first.report_due_on == TODAY + 60 * DAY
    with pytest.raises(Refused, match="bagian 1 belum diterima"):
        paid(town, found)
    told = reported(town, found)
    with pytest.raises(Refused, match="bagian 1 belum diterima"):
        paid(town, found)
    checked(town, told)
    assert paid(town, found, "SP2D-2").part == 2
    checked(town, reported(town, found, part=2))
    with pytest.raises(Conflict, match="Semua bagian"):
        paid(town, found)


def test_a_report_has_receipts_that_lie_sealed(town):
    found = agreed(town, recipient(town))
    paid(town, found)
    reported(town, found, receipts=2)
    held = Receipt.objects.all()
    assert len(held) == 2
    assert PDF not in held[0].original.open().read()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"spent": 0}, "lebih dari nol"),
        ({"spent": 1_000_001}, "paling banyak sebesar bagian itu"),
        ({"told": " "}, "untuk apa"),
        ({"receipts": 0}, "Lampirkan"),
        ({"receipts": 11}, "Lampirkan"),
        ({"part": 2}, "belum dibayar"),
    ],
)
def test_reports_that_cannot_be(town, more, said):
    found = agreed(town, recipient(town))
    paid(town, found)
    with pytest.raises(Refused, match=said):
        reported(town, found, **more)
    assert not UseReport.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["budi", "elsewhere", "head", "partner"])
def test_nobody_reports_for_another_s(town, who):
    found = agreed(town, recipient(town))
    paid(town, found)
    with pytest.raises(Refused):
        reported(town, found, who=who)


def test_who_wrote_it_does_not_accept_it_and_returned_it_is_written_anew(town):
    found = agreed(town, recipient(town))
    paid(town, found)
    told = reported(town, found, who="office")
    with pytest.raises(Denied, match="orang lain"):
        checked(town, told)
    told.by = None
    told.save()
    with pytest.raises(Refused, match="perbaiki"):
        checked(town, told, accepted=False, note="")
    with pytest.raises(Conflict, match="sudah dilaporkan"):
        reported(town, found)
    checked(town, told, accepted=False)
    assert reported(town, found).state == UseReport.State.WAITING


def test_what_is_overdue(town):
    found = agreed(town, recipient(town))
    first = paid(town, found)

    def late():
        return grants.overdue(grants.payments(town.actor("inspector")), TODAY).count()

    assert late() == 0
    Payment.objects.unscoped("test").filter(id=first.id).update(report_due_on=TODAY - DAY)
    assert late() == 1
    told = reported(town, found)
    assert late() == 0
    checked(town, told, accepted=False)
    assert late() == 1


def test_a_part_noted_as_paid_by_mistake_is_taken_back_until_its_use_is_told(town):
    budget = budgeted(town, 10_000_000)
    agreement = agreed(town, recipient(town))
    before = money(budget)
    paid(town, agreement)
    entry = Entry.objects.unscoped("test").get(kind="pay")
    with pytest.raises(Refused, match="mengikuti penerimanya"):
        reverse(by=town.actor("head"), entry=entry.id, reason="keliru", on=TODAY)
    for who in ("office", "inspector", "ana", "participant", "elsewhere"):
        with pytest.raises((Refused, Denied)):
            agreeing.take_part_back(by=town.actor(who), agreement=agreement.id, reason="keliru")
    at, head = f"/hibah/perjanjian/{agreement.id}/", town.client("head")
    assert "Batalkan pembayaran" in head.get(at).content.decode()
    assert head.post(f"{at}batal-bayar/", {"reason": ""}).status_code == 422
    assert head.post(f"{at}batal-bayar/", {"reason": "SP2D salah"}).status_code == 302
    assert money(budget) == before
    assert head.post(f"{at}batal-bayar/", {"reason": "SP2D salah"}).status_code == 422
    paid(town, agreement, "SP2D-2")
    reported(town, agreement)
    with pytest.raises(Refused, match="sudah dilaporkan"):
        agreeing.take_part_back(by=town.actor("head"), agreement=agreement.id, reason="keliru")


def test_the_database_keeps_an_agreement(town):
    rows = Agreement.objects.unscoped("test").filter(id=agreed(town, recipient(town)).id)
    for act in (lambda: rows.update(amount=1), lambda: rows.update(their_name="Lain"), rows.delete):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            act()
