"""Whom to call at a partner, who logs in for it, and that nobody sees what is addressed to another."""

import pytest

from dampingi.foundation.accounts.actions import open_account
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.partners import actions, requests
from dampingi.records.partners.intake import ContactIntake
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import partners_of, people_of


@pytest.fixture
def asking(monkeypatch):
    """Each partner is asked for one thing."""

    def source(actor, partners):
        return [requests.Asked("Contoh", f"Permintaan {p.name}", href="/") for p in partners]

    monkeypatch.setattr(requests, "sources", [source])


def test_a_contact_is_noted_shown_to_whom_may_see_contacts_and_taken_off(town, bank):
    office = town.client("office")
    said = {"name": "Rina", "position": "Kredit", "phone": "0812 3456 7890"}
    assert office.post(f"/mitra/{bank.id}/kontak/", said).status_code == 302
    assert "+6281234567890" in office.get(f"/mitra/{bank.id}/").content.decode()
    assert "+6281234567890" not in town.client("head").get(f"/mitra/{bank.id}/").content.decode()
    assert office.post(f"/mitra/{bank.id}/kontak/", said).status_code == 422  # noted already
    who = {"who": str(bank.contacts.get().id)}
    assert office.post(f"/mitra/{bank.id}/kontak/hapus/", who).status_code == 302
    assert "+6281234567890" not in office.get(f"/mitra/{bank.id}/").content.decode()
    assert office.post(f"/mitra/{bank.id}/kontak/hapus/", who).status_code == 404
    assert bank.contacts.count() == 1  # what was noted stays


@pytest.mark.parametrize(
    "said",
    [
        {"name": "Rina"},
        {"name": "", "phone": "08123456789"},
        {"name": "R", "phone": "nanti"},
        {"name": "R", "email": "x"},
    ],
)
def test_a_contact_nobody_could_reach_is_refused(town, bank, said):
    assert town.client("office").post(f"/mitra/{bank.id}/kontak/", said).status_code == 422


def test_too_many_contacts_are_refused(town, bank):
    for n in range(30):
        actions.note_contact(
            by=town.actor("office"), partner=bank.id, told=ContactIntake(f"Orang {n}", phone="+62811")
        )
    with pytest.raises(Refused, match="Paling banyak 30"):
        actions.note_contact(
            by=town.actor("office"), partner=bank.id, told=ContactIntake("Lagi", phone="+62811")
        )


def test_somebody_gets_an_account_by_a_link_and_speaks_for_the_partner(town, bank):
    office = town.client("office")
    sent = office.post(f"/mitra/{bank.id}/akun/", {"name": "Sari", "login": "Sari@bank.example"})["Location"]
    page = office.get(sent)
    assert "sari@bank.example" in page.content.decode()
    assert "/undangan/" in page.context["address"]
    user = User.objects.get(login="sari@bank.example")
    assert user.id in people_of(bank)
    assert Assignment.objects.get(user=user).role == "partner"
    again = office.post(f"/mitra/{bank.id}/akun/", {"name": "Sari", "login": "sari@bank.example"})
    assert again.status_code == 422  # speaks for it already
    assert Assignment.objects.filter(user=user).count() == 1


@pytest.mark.parametrize(
    "login",
    ["office@contoh.id", "head@contoh.id", "participant@contoh.id", "ana@contoh.id", "luar@contoh.id"],
)
def test_an_account_with_another_role_is_never_made_a_partner_s(town, bank, outsider, login):
    with pytest.raises(Conflict, match="peran lain"):
        actions.let_in(by=town.actor("office"), partner=bank.id, login=login, name="X")


def test_a_partner_that_ended_gets_no_accounts(town, bank):
    from tests.records.town import TODAY

    actions.end_partner(by=town.actor("office"), partner=bank.id, on=TODAY, reason="Selesai")
    with pytest.raises(Refused, match="Lanjutkan"):
        actions.let_in(by=town.actor("office"), partner=bank.id, login="x@contoh.id", name="X")


def test_each_sees_only_what_is_addressed_to_their_own_partner(town, bank, hotel, asking):
    mine = town.client("partner").get("/permintaan-saya/").content.decode()
    theirs = town.client("hotelier").get("/permintaan-saya/").content.decode()
    assert "Permintaan Bank Mitra" in mine
    assert "Hotel" not in mine
    assert "Permintaan Hotel Pelangi" in theirs
    assert "Bank" not in theirs
    assert town.client("office").get("/permintaan-saya/").status_code == 403
    assert list(partners_of(town.actor("office"))) == []
    assert list(partners_of(Actor.stranger())) == []


def test_who_was_shown_out_sees_nothing_from_that_moment_and_can_come_back(town, bank, asking):
    office = town.client("office")
    held = bank.members.get()
    assert office.post(f"/mitra/{bank.id}/akun/hapus/", {"who": str(held.id)}).status_code == 302
    assert office.post(f"/mitra/{bank.id}/akun/hapus/", {"who": str(held.id)}).status_code == 404
    assert "Bank Mitra" not in town.client("partner").get("/permintaan-saya/").content.decode()
    actions.let_in(by=town.actor("office"), partner=bank.id, login="partner@contoh.id", name="Partner")
    assert "Permintaan Bank Mitra" in town.client("partner").get("/permintaan-saya/").content.decode()


@pytest.mark.parametrize("who", ["", "bukan-id", "0190a1b2-0000-7000-8000-000000000000"])
def test_an_id_of_nobody_is_not_found(town, bank, who):
    office = town.client("office")
    assert office.post(f"/mitra/{bank.id}/akun/hapus/", {"who": who}).status_code == 404
    assert office.post(f"/mitra/{bank.id}/kontak/hapus/", {"who": who}).status_code == 404


def test_another_partner_s_people_are_not_shown_out_through_mine(town, bank, hotel):
    theirs = hotel.members.get()
    answer = town.client("office").post(f"/mitra/{bank.id}/akun/hapus/", {"who": str(theirs.id)})
    assert answer.status_code == 404
    assert people_of(hotel) == [theirs.user_id]


def test_another_office_s_invited_person_is_not_invited_through_mine(town, bank):
    """Whoever sends the invitation of an account that nobody opened yet could open it, and speak for the other office's bank."""
    actions.let_in(by=town.actor("office"), partner=bank.id, login="baru@bank.example", name="Baru")
    other = Partner.objects.create(name="Bank Sebelah", kind="bank", region="32.77")
    asked = {"by": town.actor("elsewhere"), "partner": other.id, "login": "baru@bank.example", "name": "Baru"}
    with pytest.raises(Conflict, match="belum dibuka"):
        actions.let_in(**asked)
    open_account(user=User.objects.get(login="baru@bank.example"), password="Rahasia-panjang-7")
    assert actions.let_in(**asked)
