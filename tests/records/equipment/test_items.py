"""From handover to what became of it: once, with a photo, confirmed by who received, looked at, and called back by two people."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.budgets.actions.reversing import reverse
from dampingi.records.budgets.models import Entry
from dampingi.records.businesses.models import Business
from dampingi.records.equipment.actions import decrees, handing, using
from dampingi.records.equipment.models import Handover, Need, UseCheck
from dampingi.records.equipment.queries import items
from tests.records.equipment.conftest import awarded, budgeted, given, handed, line, noted, photo, proposed
from tests.records.equipment.test_decrees import money
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def award(town):
    Business.objects.unscoped("test").filter(id=town.first.business_id).update(owner=town.first.person_id)
    return awarded(town)


def looked(town, award, state="in_use", who="ana", on=TODAY, **more):
    told = {"note": "" if state == "in_use" else "sebab", "photo": photo()} | more
    return using.check_use(by=town.actor(who), award=award.id, on=on, state=state, **told)


def test_a_handover_closes_the_need_owes_the_money_and_happens_once(town):
    budget = budgeted(town, 5_000_000)
    award = awarded(town)
    made = handed(town, award)
    assert Need.objects.unscoped("test").get(id=award.need_id).met_on == TODAY
    assert money(budget) == (2_000_000, 0, 3_000_000, 0)
    assert made.photo.open().read()[:2] == b"\xff\xd8"
    assert photo() not in made.photo_original.open().read()
    with pytest.raises(Conflict, match="sudah diserahkan"):
        handed(town, award)
    decrees.pay_award(by=town.actor("office"), award=award.id, on=TODAY, reference="SP2D-9")
    assert money(budget) == (2_000_000, 0, 0, 3_000_000)
    with pytest.raises(Refused):
        decrees.pay_award(by=town.actor("office"), award=award.id, on=TODAY, reference="SP2D-9")


def test_nothing_is_handed_over_before_somebody_decided(town):
    made = proposed(town, line(noted(town)))
    with pytest.raises(Conflict, match="belum ditetapkan"):
        handed(town, made.awards.get())


@pytest.mark.parametrize("on", [TODAY + DAY, TODAY - DAY, datetime.date(9999, 12, 31)])
def test_a_handover_lies_between_the_decree_and_today(town, award, on):
    with pytest.raises(Refused, match="paling lambat hari ini"):
        handed(town, award, on=on)


def test_a_handover_needs_its_photo_and_both_sides(town, award):
    by = town.actor("office")
    for raw, said in ((b"", "Ambil foto"), (b"x", "bukan foto")):
        with pytest.raises(Refused, match=said):
            handing.hand_over(by=by, award=award.id, given=given(), photo=raw)
    with pytest.raises(Refused, match="kedua pihak"):
        handed(town, award, receiver_name=" ")
    assert not Handover.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["ana", "participant", "elsewhere", "head", "coordinator"])
def test_only_the_office_hands_over(town, award, who):
    with pytest.raises(Refused):
        handed(town, award, who=who)


def test_who_received_confirms_in_their_account_and_nobody_else_does(town, award):
    handed(town, award)
    for who in ("ana", "office"):
        with pytest.raises(Denied):
            handing.confirm_own(by=town.actor(who), award=award.id)
    assert handing.confirm_own(by=town.actor("participant"), award=award.id).confirmed_how == "own"
    with pytest.raises(Conflict, match="sudah dibenarkan"):
        handing.confirm_paper(by=town.actor("office"), award=award.id, photo=photo())


def test_a_signed_paper_confirms_for_who_has_no_account(town):
    award = awarded(town, 1)
    handed(town, award)
    with pytest.raises(Refused) as refusal:
        handing.confirm_own(by=town.actor("participant"), award=award.id)
    assert refusal.value.status == 404
    made = handing.confirm_paper(by=town.actor("office"), award=award.id, photo=photo("white"))
    assert (made.confirmed_how, bool(made.signed)) == ("paper", True)


def test_a_check_says_what_was_seen(town, award):
    handed(town, award)
    looked(town, award)
    with pytest.raises(Conflict, match="sudah diperiksa"):
        looked(town, award)
    found = items.item(town.actor("office"), award.id)
    assert (found.looked, found.seen_on) == ("in_use", TODAY)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"state": "flying"}, "Pilih keadaan"),
        ({"state": "idle", "note": ""}, "Tulis mengapa"),
        ({"photo": b""}, "Ambil foto"),
        ({"on": TODAY + DAY}, "paling lambat hari ini"),
        ({"on": TODAY - DAY}, "sesudah serah terima"),
    ],
)
def test_checks_that_cannot_be(town, award, more, said):
    handed(town, award)
    with pytest.raises(Refused, match=said):
        looked(town, award, **more)
    assert not UseCheck.objects.unscoped("test").exists()


def test_what_is_lost_or_sold_has_no_photo(town, award):
    handed(town, award)
    assert looked(town, award, state="sold", photo=b"").state == "sold"


@pytest.mark.parametrize("who", ["budi", "participant", "elsewhere", "head"])
def test_who_may_look_at_it(town, award, who):
    handed(town, award)
    with pytest.raises(Refused):
        looked(town, award, who=who)


def test_half_a_year_unseen_it_is_due_for_a_look(town, award):
    made = handed(town, award)

    def due():
        return items.due_for_a_look(items.items(town.actor("office")), TODAY).count()

    assert due() == 0
    Handover.objects.unscoped("test").filter(id=made.id).update(on=TODAY - 200 * DAY)
    assert due() == 1
    looked(town, award, on=TODAY - 190 * DAY)
    assert due() == 1
    looked(town, award)
    assert due() == 0


def test_sold_it_is_not_looked_for_again(town, award):
    made = handed(town, award)
    Handover.objects.unscoped("test").filter(id=made.id).update(on=TODAY - 400 * DAY)
    looked(town, award, state="sold", on=TODAY - 300 * DAY)
    assert not items.due_for_a_look(items.items(town.actor("office")), TODAY).exists()


def recalled(town, award, passed=True):
    made = using.propose_recall(by=town.actor("office"), award=award.id, reason="Menganggur setengah tahun")
    approval = approvals_of("equipment_recall", made.id)[0]
    with pytest.raises(Denied):
        decide(by=town.actor("office"), approval=approval.id, approved=True)
    decide(by=town.actor("head"), approval=approval.id, approved=passed, comment="belum perlu")
    return made


def test_a_recall_takes_two_people_and_ends_with_the_item_back(town, award):
    handed(town, award)
    with pytest.raises(Refused):
        using.take_back(by=town.actor("office"), award=award.id, on=TODAY)
    recalled(town, award)
    with pytest.raises(Conflict, match="sudah ditarik"):
        looked(town, award)
    assert using.take_back(by=town.actor("office"), award=award.id, on=TODAY, note="Utuh").back_on == TODAY
    with pytest.raises(Conflict, match="tercatat kembali"):
        using.take_back(by=town.actor("office"), award=award.id, on=TODAY)


def test_recalled_it_is_no_earlier_aid_any_more(town, award):
    handed(town, award)
    recalled(town, award)
    proposed(town, line(noted(town, 0)))


def test_not_approved_it_stays_and_may_be_asked_again(town, award):
    handed(town, award)
    recalled(town, award, passed=False)
    looked(town, award)
    recalled(town, award)
    with pytest.raises(Conflict):
        using.propose_recall(by=town.actor("office"), award=award.id, reason="lagi")


def test_a_payment_noted_by_mistake_is_taken_back_by_another_and_noted_anew(town):
    """Not in the book alone: the item's page is where its money is set right, by somebody else than who noted it."""
    budget = budgeted(town, 5_000_000)
    award = awarded(town)
    handed(town, award)
    decrees.pay_award(by=town.actor("office"), award=award.id, on=TODAY, reference="SP2D-8")
    entry = Entry.objects.unscoped("test").get(kind="pay")
    with pytest.raises(Refused, match="mengikuti barangnya"):
        reverse(by=town.actor("head"), entry=entry.id, reason="keliru", on=TODAY)
    for who in ("office", "inspector", "ana", "participant", "partner", "elsewhere"):
        with pytest.raises((Refused, Denied)):
            decrees.take_payment_back(by=town.actor(who), award=award.id, reason="keliru")
    at, head = f"/bantuan-alat/barang/{award.id}/", town.client("head")
    assert "Batalkan pembayaran" in head.get(at).content.decode()
    assert "Batalkan pembayaran" not in town.client("office").get(at).content.decode()
    assert head.post(f"{at}batal-bayar/", {"reason": " "}).status_code == 422
    assert head.post(f"{at}batal-bayar/", {"reason": "SP2D salah"}).status_code == 302
    assert money(budget) == (2_000_000, 0, 3_000_000, 0)
    assert head.post(f"{at}batal-bayar/", {"reason": "SP2D salah"}).status_code == 422
    decrees.pay_award(by=town.actor("office"), award=award.id, on=TODAY, reference="SP2D-9")
    assert money(budget) == (2_000_000, 0, 0, 3_000_000)


def test_the_database_keeps_a_confirmed_handover(town, award):
    made = handed(town, award)
    rows = Handover.objects.unscoped("test").filter(id=made.id)
    handing.confirm_own(by=town.actor("participant"), award=award.id)
    for act in (
        lambda: rows.update(condition="Rusak"),
        lambda: rows.update(confirmed_at=None, confirmed_how=""),
        rows.delete,
    ):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            act()
