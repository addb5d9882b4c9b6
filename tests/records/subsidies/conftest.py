import datetime

import pytest
import time_machine

from dampingi.engines.subsidy import Claim as Told
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.loans.actions.bank import disburse
from dampingi.records.loans.queries.loans import current
from dampingi.records.subsidies.actions.claims import accept, hand_in
from dampingi.records.subsidies.actions.decrees import draw_up, enact
from dampingi.records.subsidies.actions.paying import pay
from tests.records.budgets.conftest import allotted
from tests.records.loans import lending
from tests.records.loans.lending import _folder, bank_of, lent  # noqa: F401
from tests.records.town import KOTA, TODAY

PLENTY = 50_000_000
OCTOBER = datetime.datetime(2026, 10, 12, 3, tzinfo=datetime.UTC)


@pytest.fixture
def budget(town, july):
    return allotted(town, PLENTY, purpose="interest_subsidy")


@pytest.fixture
def scheme(town, july):
    """In force; what it costs is each test's budget."""
    return lending.approve(town, lending.proposed(town))


@pytest.fixture
def bank(town):
    return bank_of(town)


@pytest.fixture
def signed(town, budget, scheme, bank):
    return lent(town, scheme, bank)


@pytest.fixture
def paid_out(signed, town):
    disburse(by=town.actor("partner"), application=signed.application_id, on=TODAY)
    return signed


@pytest.fixture
def loan(paid_out, town):
    """Paid out and named in the mayor's decree."""
    decreed(town, paid_out)
    return paid_out


def drawn_up(town, *loans, who="office"):
    ids = [n.application_id for n in loans]
    return draw_up(by=town.actor(who), region=KOTA, applications=ids, basis="Perwal 73/2024")


def cleared(town, made, who="head"):
    decide(by=town.actor(who), approval=approvals_of("loan_decree", made.id)[0].id, approved=True)
    made.refresh_from_db()
    return made


def decreed(town, *loans, number="821/45/2026"):
    made = cleared(town, drawn_up(town, *loans))
    return enact(by=town.actor("office"), decree=made.id, number=number, on=TODAY)


@pytest.fixture
def october(loan):
    with time_machine.travel(OCTOBER, tick=False):
        yield


def line_of(loan, at=0, /, **changed):
    """What the bank rightly bills for its nth month."""
    _n, day, balance, _p, _i, city = current(loan).lines[at]
    month = datetime.date.fromisoformat(day).replace(day=1)
    told = {"loan": loan.number, "month": month, "balance": balance, "amount": city} | changed
    return Told(**told)


def sent(town, bank, lines, who="partner", month=datetime.date(2026, 9, 1), late=None):
    days = {line.key: late for line in lines} if late else None
    return hand_in(by=town.actor(who), bank=bank, region=KOTA, month=month, lines=lines, late=days)


def approve(town, made, who="head"):
    accept(by=town.actor("office"), claim=made.id)
    decide(by=town.actor(who), approval=approvals_of("subsidy_claim", made.id)[0].id, approved=True)
    made.refresh_from_db()
    return made


def paid(town, made, reference="SP2D 9"):
    return pay(by=town.actor("office"), claim=made.id, reference=reference, on=OCTOBER.date())
