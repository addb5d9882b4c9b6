"""What is given under an agreement: once for a due date, reported by the partner and confirmed, and never another's."""

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.pacts import actions
from dampingi.records.pacts.models import Delivery, PactFile
from dampingi.records.pacts.queries import dues_of

from .conftest import DAY, SCAN, drafted, signed

TODAY = DAY(2026, 7, 20)
MARCH = DAY(2026, 3, 31)


@pytest.fixture
def owed(pact):
    """What the bank owes every month: a million."""
    return pact.obligations.get(side="theirs")


@pytest.fixture
def give(town, pact, owed):
    def act(who="office", **said):
        usual = {"due_on": MARCH, "given_on": DAY(2026, 4, 2), "amount": 900_000}
        return actions.deliver(by=town.actor(who), pact=pact.id, obligation=owed.id, **usual | said)

    return act


def test_each_month_is_due_on_its_last_day_and_late_after_it(pact, owed):
    rows = [d for d in dues_of(pact, TODAY, ahead=0) if d.obligation == owed]
    assert [d.on.month for d in rows] == [3, 4, 5, 6]
    assert all(d.late for d in rows)


def test_given_it_is_no_longer_late_and_counts_once(pact, owed, give):
    give()
    with pytest.raises(Conflict, match="sudah ada catatan"):
        give()
    march = next(d for d in dues_of(pact, TODAY) if d.on == MARCH and d.obligation == owed)
    assert (march.confirmed, march.late, march.delivery.amount) == (True, False, 900_000)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"due_on": DAY(2026, 3, 30)}, "bukan jatuh tempo"),
        ({"due_on": DAY(9999, 12, 31)}, "bukan jatuh tempo"),
        ({"given_on": DAY(2026, 7, 21)}, "paling lambat hari ini"),
        ({"given_on": DAY(2026, 2, 1)}, "sejak perjanjian mulai"),
        ({"amount": None}, "lebih dari nol"),
        ({"amount": 0}, "lebih dari nol"),
        ({"amount": -5}, "lebih dari nol"),
        ({"amount": 10**14}, "10 triliun"),
    ],
)
def test_what_cannot_be_is_refused(give, said, says):
    with pytest.raises(Refused, match=says):
        give(**said)


def test_a_partner_reports_with_evidence_and_it_counts_once_confirmed(town, pact, owed):
    partner, office = town.client("partner"), town.client("office")
    assert "Laporan" in partner.get("/permintaan-saya/").content.decode()
    page = partner.get(f"/perjanjian-saya/{pact.id}/").content.decode()
    assert "Laporkan" in page
    address = f"/perjanjian/{pact.id}/kewajiban/{owed.id}/?jatuh-tempo=2026-03-31"
    from django.core.files.uploadedfile import SimpleUploadedFile

    said = {"given_on": "2026-04-01", "amount": "1.100.000", "evidence": SimpleUploadedFile("b.pdf", SCAN)}
    assert partner.post(address, said).status_code == 302
    made = Delivery.objects.get()
    assert made.confirmed_at is None
    file = PactFile.objects.unscoped("test").get(delivery=made)
    assert partner.get(f"/perjanjian/berkas/{file.id}/").status_code == 200
    confirm = {"delivery": str(made.id)}
    assert partner.post(f"/perjanjian/{pact.id}/konfirmasi/", confirm).status_code == 403
    assert "Dilaporkan mitra" in office.get(f"/perjanjian/{pact.id}/").content.decode()
    assert office.post(f"/perjanjian/{pact.id}/konfirmasi/", confirm).status_code == 302
    assert office.post(f"/perjanjian/{pact.id}/konfirmasi/", confirm).status_code == 409
    made.refresh_from_db()
    assert made.confirmed_at


def test_annulled_with_a_reason_the_due_date_waits_again_and_the_note_stays(town, pact, give):
    made, office = give(), town.client("office")
    address, said = f"/perjanjian/{pact.id}/batal-catatan/", {"delivery": str(made.id)}
    assert office.post(address, said).status_code == 422
    assert office.post(address, said | {"reason": "Keliru bulan"}).status_code == 302
    assert office.post(address, said | {"reason": "Keliru bulan"}).status_code == 404
    assert give().id != made.id
    assert Delivery.objects.count() == 2


def test_a_partner_opens_nothing_of_another_and_nothing_unsigned(town, bank, hotel, pact, owed):
    other = drafted(town, hotel)
    partner, hotelier = town.client("partner"), town.client("hotelier")
    file = PactFile.objects.unscoped("test").get(pact=pact)
    addresses = [
        f"/perjanjian-saya/{pact.id}/", f"/perjanjian/berkas/{file.id}/", f"/perjanjian/{pact.id}/kewajiban/{owed.id}/?jatuh-tempo=2026-03-31",
    ]  # fmt: skip
    for address in addresses:
        assert partner.get(address).status_code == 200
        assert hotelier.get(address).status_code == 404
        assert town.client("participant").get(address).status_code == 403
    assert hotelier.get(f"/perjanjian-saya/{other.id}/").status_code == 404  # a draft is the office's own
    signed(town, other, our_number="500/2/DKUM")
    assert hotelier.get(f"/perjanjian-saya/{other.id}/").status_code == 200
    assert partner.get(f"/perjanjian-saya/{other.id}/").status_code == 404
    assert partner.get(f"/perjanjian/{pact.id}/").status_code == 403
    assert "Hotel" not in partner.get("/permintaan-saya/").content.decode()


def test_a_partner_reports_only_what_its_own_side_owes(town, pact):
    ours = pact.obligations.get(side="ours")
    address = f"/perjanjian/{pact.id}/kewajiban/{ours.id}/?jatuh-tempo=2026-06-01"
    assert town.client("partner").post(address, {"given_on": "2026-06-01"}).status_code == 404
    assert town.client("office").post(address, {"given_on": "2026-06-01"}).status_code == 302


@pytest.mark.parametrize("due", ["", "x", "9999-12-31", "2026-02-31"])
def test_a_due_date_that_is_none_gets_a_sentence(town, pact, owed, due):
    address = f"/perjanjian/{pact.id}/kewajiban/{owed.id}/?jatuh-tempo={due}"
    said = {"given_on": "2026-04-01", "amount": "5"}
    assert town.client("office").post(address, said).status_code == 422


def test_who_was_shown_out_opens_nothing_any_more(town, bank, pact):
    from dampingi.records.partners.actions import show_out

    show_out(by=town.actor("office"), partner=bank.id, member=bank.members.get().id)
    assert town.client("partner").get(f"/perjanjian-saya/{pact.id}/").status_code == 404
