"""A draft: which kind suits whom, what is refused and why, and that whoever wrote it does not clear it."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from dampingi.foundation.approvals.actions import settle
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.records.pacts import actions
from dampingi.records.pacts.intake import ObligationIntake, SignatoryIntake
from dampingi.records.pacts.models import Pact, PactStep
from dampingi.records.pacts.queries import kinds_for
from dampingi.records.partners.actions import register_partner
from dampingi.records.partners.intake import PartnerIntake

from .conftest import DAY, TOLD, cleared, drafted, signed


def test_the_kinds_follow_from_whom_it_is_made_with(town, bank):
    agency = register_partner(
        by=town.actor("office"), told=PartnerIntake("Dinas Lain", "government", "32.76")
    )
    assert [k["code"] for k in kinds_for(bank)] == ["joint", "pks"]
    assert [k["code"] for k in kinds_for(agency)] == ["memorandum", "accord"]
    with pytest.raises(Refused, match="tidak untuk mitra jenis ini"):
        actions.draft(by=town.actor("office"), partner=agency.id, told=TOLD)


def test_a_pks_stands_under_a_joint_agreement_of_the_same_partner_and_waits_for_its_signature(
    town, bank, hotel, draft
):
    office, pks = town.actor("office"), replace(TOLD, kind="pks", title="PKS")
    for under in (None, new_id()):
        with pytest.raises(Refused, match="di bawah kesepakatan bersama"):
            actions.draft(by=office, partner=bank.id, told=replace(pks, under=under))
    with pytest.raises(Refused, match="di bawah kesepakatan bersama"):
        actions.draft(by=office, partner=hotel.id, told=replace(pks, under=draft.id))
    made = drafted(town, bank, replace(pks, under=draft.id))
    with pytest.raises(Refused, match="belum ditandatangani"):
        signed(town, made)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "kontrak"}, "tidak untuk mitra"),
        ({"title": " \0"}, "judul"),
        ({"scope": ""}, "ruang lingkup"),
        ({"scope": "x" * 8001}, "terlalu panjang"),
        ({"ends_on": DAY(2026, 2, 28)}, "lebih awal"),
        ({"ends_on": DAY(9999, 12, 31)}, "tahunnya"),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(town, bank, change, says):
    with pytest.raises(Refused, match=says):
        actions.draft(by=town.actor("office"), partner=bank.id, told=replace(TOLD, **change))


def test_the_database_itself_refuses_an_end_before_the_start(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Pact.objects.unscoped("test").update(ends_on=DAY(2026, 1, 1))


@pytest.mark.parametrize(
    ("owed", "says"),
    [
        (ObligationIntake("mereka", "x", "once", DAY(2026, 6, 1)), "siapa yang wajib"),
        (ObligationIntake("ours", " ", "once", DAY(2026, 6, 1)), "apa kewajibannya"),
        (ObligationIntake("ours", "x", "harian"), "sekali atau setiap bulan"),
        (ObligationIntake("ours", "x", "once"), "jatuh tempo"),
        (ObligationIntake("ours", "x", "monthly", DAY(2026, 6, 1)), "akhir bulan"),
        (ObligationIntake("ours", "x", "once", DAY(2027, 6, 1)), "di antara mulai"),
        (ObligationIntake("ours", "x", "monthly", None, "rupiah", 0), "lebih dari nol"),
        (ObligationIntake("ours", "x", "monthly", None, "rupiah", -5), "lebih dari nol"),
        (ObligationIntake("ours", "x", "monthly", None, "rupiah", 10**14), "10 triliun"),
        (ObligationIntake("ours", "x", "monthly", None, "", 5), "Pilih satuan"),
        (ObligationIntake("theirs", "laporan", "monthly", None), "sudah tercatat"),
    ],
)
def test_an_obligation_that_cannot_be_is_refused(town, draft, owed, says):
    with pytest.raises(Refused, match=says):
        actions.add_obligation(by=town.actor("office"), pact=draft.id, told=owed)


def test_it_is_not_handed_in_before_both_sides_sign_and_somebody_owes_something(town, bank):
    office = town.actor("office")
    made = actions.draft(by=office, partner=bank.id, told=TOLD)
    actions.add_signatory(by=office, pact=made.id, told=SignatoryIntake("ours", "A", "Kepala", "SK"))
    with pytest.raises(Refused, match="kedua pihak"):
        actions.submit_draft(by=office, pact=made.id)
    actions.add_signatory(by=office, pact=made.id, told=SignatoryIntake("theirs", "B", "Direktur", "Akta"))
    with pytest.raises(Refused, match="kewajiban"):
        actions.submit_draft(by=office, pact=made.id)
    with pytest.raises(Refused, match="dasar kewenangan"):
        actions.add_signatory(by=office, pact=made.id, told=SignatoryIntake("theirs", "C", "Direktur", " "))


def test_whoever_wrote_it_does_not_clear_it_and_a_colleague_does(town, draft, colleague):
    actions.submit_draft(by=town.actor("office"), pact=draft.id)
    with pytest.raises(Denied):
        settle(by=town.actor("office"), subject=("pact", draft.id), decision="approve")
    for who in ("elsewhere", "ana", "partner", "coordinator", "inspector"):
        with pytest.raises(Denied):
            settle(by=town.actor(who), subject=("pact", draft.id), decision="approve")
    answer = town.client(colleague).post(
        f"/perjanjian/{draft.id}/putusan/", {"decision": "approve", "version": "1"}
    )
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.state == "cleared"


def test_a_colleague_who_changed_a_word_does_not_clear_it_either(town, draft, colleague):
    actions.change_draft(by=town.actor(colleague), pact=draft.id, told=replace(TOLD, title="Lain"))
    actions.submit_draft(by=town.actor("office"), pact=draft.id)
    with pytest.raises(Denied):
        settle(by=town.actor(colleague), subject=("pact", draft.id), decision="approve")
    settle(by=town.actor("head"), subject=("pact", draft.id), decision="approve")


def test_returned_it_says_why_and_is_changed_and_handed_in_anew(town, draft):
    office, head = town.actor("office"), town.actor("head")
    actions.submit_draft(by=office, pact=draft.id)
    with pytest.raises(Conflict, match="bukan rancangan"):
        actions.change_draft(by=office, pact=draft.id, told=TOLD)
    with pytest.raises(Refused, match="perlu diperbaiki"):
        settle(by=head, subject=("pact", draft.id), decision="return")
    settle(by=head, subject=("pact", draft.id), decision="return", comment="Sebutkan bunganya")
    assert "Sebutkan bunganya" in town.client("office").get(f"/perjanjian/{draft.id}/").content.decode()
    cleared(town, draft)
    assert [s.what for s in PactStep.objects.filter(pact=draft).order_by("at", "id")].count("submitted") == 2
    assert draft.revision == 2


def test_the_office_goes_from_the_partner_s_page_to_a_submitted_draft(town, bank):
    office = town.client("office")
    assert f"/perjanjian/baru/{bank.id}/" in office.get(f"/mitra/{bank.id}/").content.decode()
    said = {
        "kind": "joint",
        "title": "Kredit",
        "scope": "x",
        "starts_on": "2026-08-01",
        "ends_on": "2027-07-31",
        "pact": str(new_id()),
    }
    address = office.post(f"/perjanjian/baru/{bank.id}/", said)["Location"]
    assert office.post(f"/perjanjian/baru/{bank.id}/", said)["Location"] == address  # pressed twice is one
    assert (
        office.post(
            f"/perjanjian/baru/{bank.id}/", said | {"ends_on": "2026-07-31", "pact": str(new_id())}
        ).status_code
        == 422
    )
    for side in ("ours", "theirs"):
        who = {"side": side, "name": "Orang", "position": "Kepala", "basis": "SK"}
        assert office.post(f"{address}penanda-tangan/", who).status_code == 302
    owed = {
        "side": "theirs",
        "what": "Laporan",
        "rhythm": "monthly",
        "unit": "rupiah",
        "amount": "Rp 2.000.000",
    }
    assert office.post(f"{address}kewajiban/", owed).status_code == 302
    assert office.post(f"{address}kewajiban/", owed).status_code == 422
    page = office.get(address).content.decode()
    assert "2.000.000" in page
    made = Pact.objects.unscoped("test").get()
    gone = {"what": "obligation", "part": str(made.obligations.get().id)}
    assert office.post(f"{address}keluarkan/", gone).status_code == 302
    assert office.post(f"{address}keluarkan/", gone).status_code == 404
    assert office.post(f"{address}keluarkan/", gone | {"part": "x"}).status_code == 404
    assert office.post(f"{address}ajukan/").status_code == 422
    assert office.post(f"{address}kewajiban/", owed).status_code == 302
    assert office.post(f"{address}ajukan/").status_code == 302
    assert office.post(f"{address}ajukan/").status_code == 409
    inbox = town.client("head").get("/kotak-masuk/").content.decode()
    assert "Kredit" in inbox
    assert 'value="approve"' not in inbox  # read before it is cleared
