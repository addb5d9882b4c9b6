"""What each partner gave of what it owed: counted by hand beside it."""

from dampingi.records.pacts import actions
from dampingi.records.pacts.contributions import contributions_of
from dampingi.records.pacts.models import Pact

from .conftest import DAY

TODAY = DAY(2026, 7, 20)


def give(town, pact, month, amount, who="office"):
    owed = pact.obligations.get(side="theirs")
    due = {3: DAY(2026, 3, 31), 4: DAY(2026, 4, 30), 5: DAY(2026, 5, 31)}[month]
    return actions.deliver(
        by=town.actor(who), pact=pact.id, obligation=owed.id, due_on=due, given_on=due, amount=amount
    )


def of_bank(bank):
    return contributions_of(list(Pact.objects.unscoped("test")), TODAY)[bank.id]


def test_only_what_is_due_counts_and_money_once_it_is_confirmed(town, bank, pact):
    give(town, pact, 3, 900_000)
    give(town, pact, 4, 1_200_000)
    give(town, pact, 5, 700_000, who="partner")
    sums = of_bank(bank)  # due at the end of March, April, May and June; June is late
    assert (sums.due, sums.given, sums.reported, sums.late) == (4, 2, 1, 1)
    assert (sums.rupiah, sums.pieces, sums.share) == (2_100_000, 0, 0.5)


def test_what_was_annulled_counts_no_more(town, bank, pact):
    made = give(town, pact, 3, 900_000)
    actions.annul_delivery(by=town.actor("office"), pact=pact.id, delivery=made.id, reason="Keliru")
    assert (of_bank(bank).given, of_bank(bank).rupiah) == (0, 0)


def test_nothing_is_owed_after_an_agreement_ended(town, bank, pact):
    actions.end_pact(by=town.actor("office"), pact=pact.id, on=DAY(2026, 5, 1), reason="Selesai")
    assert of_bank(bank).due == 2  # March and April


def test_the_page_and_its_workbook_tell_the_sums_to_whom_may_see_partners(town, bank, pact):
    give(town, pact, 3, 900_000)
    page = town.client("office").get("/perjanjian/kontribusi/").content.decode()
    assert "Bank Mitra" in page
    assert "900.000" in page
    assert town.client("office").get("/perjanjian/kontribusi/?unduh=xlsx").status_code == 200
    assert "Bank Mitra" not in town.client("elsewhere").get("/perjanjian/kontribusi/").content.decode()
    assert town.client("partner").get("/perjanjian/kontribusi/").status_code == 403
