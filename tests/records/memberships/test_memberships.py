"""Joining a cooperative: who may ask, who decides, what is saved and what is given back. No rupiah drifts."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.rows import new_id
from dampingi.records.cooperatives.actions import correct_cooperative
from dampingi.records.memberships import actions, queries
from dampingi.records.memberships.intake import SavingIntake, TermsIntake
from dampingi.records.memberships.models import Membership, Saving
from tests.records.town import TODAY

from .conftest import COOPERATIVE, TERMS

pytestmark = pytest.mark.usefixtures("july")
JULY = datetime.date(2026, 7, 1)
PRINCIPAL = SavingIntake("principal", 100_000, TODAY, "P-1")
MONTHLY = SavingIntake("monthly", 20_000, TODAY, "W-1", JULY)


def save(town, member, told, who="partner", **more):
    return actions.note_saving(by=town.actor(who), membership=member.id, told=told, **more)


def test_an_owner_asks_the_manager_is_told_and_decides_and_the_owner_is_told(town, asked):
    manager, owner = town.users["partner"], town.users["participant"]
    assert Notice.objects.filter(user=manager, url=f"/anggota-koperasi/{asked.id}/").exists()
    actions.decide(by=town.actor("partner"), membership=asked.id, accepted=False, reason="Belum berjalan.")
    asked.refresh_from_db()
    assert (asked.state, asked.reason, asked.decided_by) == ("declined", "Belum berjalan.", "Partner")
    assert Notice.objects.filter(user=owner, values__reason="Belum berjalan.").exists()


def test_a_refusal_needs_a_reason_and_a_decision_is_made_once(town, asked):
    with pytest.raises(Refused, match="alasan"):
        actions.decide(by=town.actor("partner"), membership=asked.id, accepted=False, reason=" ")
    actions.decide(by=town.actor("partner"), membership=asked.id, accepted=True, reason="")
    with pytest.raises(Conflict, match="sudah diputuskan"):
        actions.decide(by=town.actor("office"), membership=asked.id, accepted=False, reason="Lain")


def test_who_is_live_asks_once_and_who_was_declined_may_ask_again(town, cooperative, asked):
    def again():
        return actions.ask_to_join(
            by=town.actor("participant"), cooperative=cooperative.id, business=town.first.business_id
        )

    with pytest.raises(Conflict, match="sudah menjadi anggota"):
        again()
    actions.decide(by=town.actor("office"), membership=asked.id, accepted=False, reason="Nanti.")
    assert again().state == "applied"


def test_sent_twice_is_once(town, cooperative):
    key = new_id()
    rows = [
        actions.ask_to_join(
            by=town.actor("participant"), cooperative=cooperative.id, business=town.first.business_id, id=key
        )
        for _ in range(2)
    ]
    assert rows[0] == rows[1]


def test_where_one_cannot_join_it_says_why(town, cooperative):
    def ask(who="participant", shop=town.first.business_id):
        return actions.ask_to_join(by=town.actor(who), cooperative=cooperative.id, business=shop)

    with pytest.raises(Refused, match="bukan milik Anda"):
        ask(shop=town.enrolments[1].business_id)
    actions.set_terms(by=town.actor("office"), cooperative=cooperative.id, told=replace(TERMS, open=False))
    with pytest.raises(Refused, match="belum membuka"):
        ask()
    actions.set_terms(by=town.actor("office"), cooperative=cooperative.id, told=TERMS)
    closed = replace(COOPERATIVE, closed_on=datetime.date(2026, 1, 1))
    correct_cooperative(by=town.actor("office"), cooperative=cooperative.id, told=closed)
    with pytest.raises(Refused, match="bubar"):
        ask()


def test_the_office_asks_on_behalf_of_a_business_of_its_region(town, cooperative):
    made = actions.ask_to_join(
        by=town.actor("office"), cooperative=cooperative.id, business=town.enrolments[1].business_id
    )
    assert made.asked_by == "Office"
    for who in ("ana", "elsewhere", "partner"):
        with pytest.raises(Refused):
            actions.ask_to_join(
                by=town.actor(who), cooperative=cooperative.id, business=town.enrolments[2].business_id
            )


def test_terms_of_the_day_it_was_asked_for_stay(town, cooperative, asked):
    actions.set_terms(by=town.actor("office"), cooperative=cooperative.id, told=TermsIntake(900_000, 90_000))
    asked.refresh_from_db()
    assert (asked.principal, asked.monthly) == (100_000, 20_000)


@pytest.mark.parametrize("money", [(-1, 0), (0, -1), (10**14, 0)])
def test_terms_beyond_sense_are_refused(town, cooperative, money):
    with pytest.raises(Refused, match="nol"):
        actions.set_terms(by=town.actor("office"), cooperative=cooperative.id, told=TermsIntake(*money))


def test_another_manager_and_strangers_reach_nothing(town, asked, other_manager):
    address = f"/anggota-koperasi/{asked.id}/"
    assert town.client("partner").get(address).status_code == 200
    assert town.client("other_manager").get(address).status_code == 404
    assert town.client("elsewhere").get(address).status_code == 404
    assert town.client("panel").get(address).status_code == 403
    assert town.client("participant").get(address).status_code == 403
    assert b"Warung" not in town.client("other_manager").get("/anggota-koperasi/").content
    with pytest.raises(Refused):
        actions.decide(by=town.actor("other_manager"), membership=asked.id, accepted=True, reason="")
    with pytest.raises(Refused):
        actions.decide(by=town.actor("head"), membership=asked.id, accepted=True, reason="")
    with pytest.raises((Denied, Refused)):
        actions.set_terms(by=town.actor("partner"), cooperative=asked.cooperative_id, told=TERMS)


def test_what_waits_is_on_the_managers_own_page(town, asked):
    assert "Permohonan menjadi anggota" in town.client("partner").get("/permintaan-saya/").content.decode()


def test_savings_are_noted_once_by_receipt(town, member):
    save(town, member, PRINCIPAL)
    save(town, member, MONTHLY)
    assert queries.held(member) == {"principal": 100_000, "monthly": 20_000}
    for told, says in (
        (replace(PRINCIPAL, receipt="P-2"), "sudah tercatat"),
        (replace(MONTHLY, receipt="W-2"), "sudah tercatat"),
        (replace(MONTHLY, month=datetime.date(2026, 8, 1)), "kuitansi itu sudah dipakai"),
    ):
        with pytest.raises(Conflict, match=says):
            save(town, member, told)
    assert Saving.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (replace(PRINCIPAL, kind="lain"), "Pilih simpanan"),
        (replace(PRINCIPAL, amount=-5), "lebih dari nol"),
        (replace(PRINCIPAL, amount=99_999), "dibayar sekali"),
        (replace(MONTHLY, amount=20_001), "sebulan"),
        (replace(MONTHLY, receipt=" "), "kuitansi"),
        (replace(MONTHLY, on=TODAY + datetime.timedelta(days=1)), "sampai hari ini"),
        (replace(MONTHLY, on=TODAY - datetime.timedelta(days=1)), "sampai hari ini"),
        (replace(MONTHLY, month=None), "Pilih bulan"),
        (replace(MONTHLY, month=datetime.date(2026, 7, 2)), "Pilih bulan"),
        (replace(MONTHLY, month=datetime.date(2026, 6, 1)), "dari bulan menjadi anggota"),
        (replace(MONTHLY, month=datetime.date(9999, 12, 1)), "dari bulan menjadi anggota"),
        (replace(PRINCIPAL, month=JULY), "tidak menurut bulan"),
    ],
)
def test_a_saving_that_cannot_be_is_refused_with_the_cure(town, member, told, says):
    with pytest.raises(Refused, match=says):
        save(town, member, told)
    assert not Saving.objects.exists()


def test_only_members_save(town, asked):
    with pytest.raises(Conflict, match="belum atau bukan"):
        save(town, asked, PRINCIPAL)


def test_a_mistake_is_struck_stays_and_can_be_noted_again(town, member):
    wrong = save(town, member, PRINCIPAL)
    with pytest.raises(Refused, match="mengapa"):
        actions.strike_saving(by=town.actor("partner"), saving=wrong.id, reason=" ")
    actions.strike_saving(by=town.actor("partner"), saving=wrong.id, reason="Salah orang")
    with pytest.raises(Conflict, match="sudah dicoret"):
        actions.strike_saving(by=town.actor("partner"), saving=wrong.id, reason="Lagi")
    assert queries.held(member)["principal"] == 0
    save(town, member, PRINCIPAL)
    page = town.client("office").get(f"/anggota-koperasi/{member.id}/").content.decode()
    assert "Salah orang" in page


def test_who_leaves_gets_everything_back_once(town, member):
    save(town, member, PRINCIPAL)
    save(town, member, MONTHLY)
    with pytest.raises(Refused, match="kuitansi pengembalian"):
        actions.leave(by=town.actor("partner"), membership=member.id, reason="Pindah", receipt="")
    actions.leave(by=town.actor("partner"), membership=member.id, reason="Pindah", receipt="K-1")
    member.refresh_from_db()
    assert member.state == "left"
    assert queries.held(member) == {"principal": 0, "monthly": 0}
    back = Saving.objects.filter(kind__endswith="back").values_list("kind", "amount")
    assert sorted(back) == [("monthly_back", 20_000), ("principal_back", 100_000)]
    with pytest.raises(Conflict):
        actions.leave(by=town.actor("partner"), membership=member.id, reason="Pindah", receipt="K-2")
    with pytest.raises(Conflict, match="sudah keluar"):
        actions.strike_saving(by=town.actor("partner"), saving=Saving.objects.first().id, reason="x")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(["principal", "july", "august", "strike"]), max_size=8))
def test_what_is_held_is_what_was_paid_and_not_struck(town, member, steps):
    Saving.objects.all().delete()
    oracle = {}
    for n, step in enumerate(steps):
        if step == "strike":
            row = Saving.objects.filter(struck_at=None).order_by("receipt").first()
            if row:
                actions.strike_saving(by=town.actor("partner"), saving=row.id, reason="x")
                oracle.pop((row.kind, row.month))
            continue
        month = {"july": JULY, "august": datetime.date(2026, 8, 1)}.get(step)
        kind, amount = ("monthly", 20_000) if month else ("principal", 100_000)
        told = SavingIntake(kind, amount, TODAY, f"R-{n}", month)
        if (kind, month) in oracle:
            with pytest.raises(Conflict):
                save(town, member, told)
        else:
            save(town, member, told)
            oracle[kind, month] = amount
    held = queries.held(member)
    assert held == {
        k: sum(a for (kind, _m), a in oracle.items() if kind == k) for k in ("principal", "monthly")
    }


def test_the_manager_does_it_all_on_the_page(town, asked):
    client, address = town.client("partner"), f"/anggota-koperasi/{asked.id}/"
    assert client.post(address, {"act": "decide", "verdict": "no", "reason": ""}).status_code == 422
    assert client.post(address, {"act": "decide", "verdict": "yes"}).status_code == 302
    assert client.post(address, {"act": "decide", "verdict": "yes"}).status_code == 409
    key = str(client.get(address).context["saving"]["saving"].value())
    sent = {
        "act": "save",
        "saving": key,
        "kind": "monthly",
        "month": "2026-07-01",
        "amount": "20.000",
        "on": "2026-07-20",
        "receipt": "W-9",
    }
    assert client.post(address, sent | {"amount": "-5"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code in (302, 422)
    row = Saving.objects.get()
    strike = f"{address}simpanan/{row.id}/coret/"
    assert client.post(strike, {"reason": ""}).status_code == 422 or not Saving.objects.get().struck_at
    assert client.post(strike, {"reason": "Keliru"}).status_code == 302
    assert client.post(address, {"act": "leave", "reason": "Pindah", "receipt": ""}).status_code == 302
    assert Membership.objects.unscoped("test").get().state == "left"
    assert town.client("inspector").post(address, {"act": "leave", "reason": "x"}).status_code == 409


def test_terms_on_the_page(town, cooperative):
    address = f"/koperasi/{cooperative.id}/syarat/"
    sent = {"principal": "Rp 150.000", "monthly": "0", "open": "on"}
    assert town.client("office").post(address, sent | {"principal": "-1"}).status_code == 422
    assert town.client("office").post(address, sent).status_code == 302
    assert queries.terms_of(cooperative).principal == 150_000
    assert town.client("head").get(address).status_code == 403
    assert town.client("elsewhere").get(address).status_code == 404


def test_the_manager_reads_who_has_not_paid_and_the_form_begins_with_what_is_next(town, member):
    manager = town.client("partner")
    page = manager.get("/anggota-koperasi/").content.decode()
    assert "1 bulan" in page
    assert 'href="/koperasi/"' not in page.split("</h1>")[0].split("<main")[1]
    home = manager.get("/permintaan-saya/").content.decode()
    assert "1 anggota; 1 punya simpanan wajib" in home
    form = manager.get(f"/anggota-koperasi/{member.id}/").context["saving"]
    assert (form["kind"].value(), form["amount"].value()) == ("principal", "100.000")
    today = datetime.date(2026, 7, 20)
    actions.note_saving(
        by=town.actor("partner"),
        membership=member.id,
        told=SavingIntake("principal", 100_000, today, "P-1"),
        id=new_id(),
    )
    form = manager.get(f"/anggota-koperasi/{member.id}/").context["saving"]
    assert (form["kind"].value(), form["month"].value(), form["amount"].value()) == (
        "monthly",
        "2026-07-01",
        "20.000",
    )
    actions.note_saving(
        by=town.actor("partner"),
        membership=member.id,
        told=SavingIntake("monthly", 20_000, today, "W-1", datetime.date(2026, 7, 1)),
        id=new_id(),
    )
    assert "1 anggota; 0 punya" in manager.get("/permintaan-saya/").content.decode()
