import datetime

import pytest

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.loans.actions import applying, bank, steps
from dampingi.records.loans.actions.applying import Asked
from dampingi.records.loans.actions.schemes import propose
from dampingi.records.loans.papers import received
from dampingi.records.loans.queries.schemes import shipped
from dampingi.records.partners.models import Partner, PartnerMember
from tests.records.budgets.conftest import allotted
from tests.records.town import KOTA, TODAY

JANUARY = datetime.date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def body_of(code="depok", **changed):
    return {k: v for k, v in shipped(code)[0].items() if k not in ("code", "assumed")} | changed


def proposed(town, code="depok", from_on=JANUARY, region=KOTA, who="office", **changed):
    return propose(
        by=town.actor(who), region=region, code=code, body=body_of(code, **changed), from_on=from_on
    )


def approve(town, made, who="head"):
    decide(by=town.actor(who), approval=approvals_of("loan_scheme", made.id)[0].id, approved=True)
    made.refresh_from_db()
    return made


@pytest.fixture
def scheme(town, july):
    """Depok's own, in force since January."""
    allotted(town, 10**9, purpose="interest_subsidy")
    return approve(town, proposed(town))


def bank_of(town, name="Bank Maju", who="partner", region=KOTA):
    """A bank the office works with; `who` speaks for it ('' for one without an account)."""
    made = Partner.objects.create(name=name, kind="bank", region=region)
    if who:
        PartnerMember.objects.create(partner=made, user=town.users[who], since=JANUARY)
    return made


def asked_for(scheme, bank, amount=10_000_000, months=12, **more):
    told = {"product": "Nasi uduk", "turnover": 6_000_000, "purpose": "Gerobak kedua"} | more
    return Asked(scheme.id, bank.id, amount, months, **told)


def pdf():
    return b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


TRUE = {"no_bad_credit": True, "no_civil_servant": True, "tell_reason": True}


def handed_in(town, scheme, bank, who="participant", n=0, amount=10_000_000, declared=TRUE):
    by = town.actor(who)
    made = applying.begin(
        by=by, business=town.enrolments[n].business_id, asked=asked_for(scheme, bank, amount)
    )
    applying.save(by=by, application=made.id, asked=asked_for(scheme, bank, amount), declared=declared)
    for code in scheme.body["documents"]:
        applying.enclose(by=by, application=made.id, code=code, paper=received(pdf()), sha256=code, size=60)
    return applying.hand_in(by=by, application=made.id)


def forwarded(town, found):
    rows = dict.fromkeys(found.edition.body["requirements"], ("met", ""))
    return steps.check(by=town.actor("office"), application=found.id, rows=rows, forward=True)


def surveyed(town, found, principal=10_000_000, months=12, who="partner"):
    bank.survey(by=town.actor(who), application=found.id, on=TODAY, principal=principal, months=months)
    return found


def recommended(town, found):
    return steps.recommend(by=town.actor("office"), application=found.id)


def signed(
    town,
    found,
    number="KR-1",
    principal=10_000_000,
    months=12,
    who="partner",
    signed_on=TODAY,
    first_due=None,
):
    told = bank.Signed(number, signed_on, principal, months, first_due or TODAY + datetime.timedelta(days=31))
    return bank.sign(by=town.actor(who), application=found.id, signed=told)


def lent(town, scheme, partner, **more):
    """All the way to the akad, on the town's day."""
    found = handed_in(town, scheme, partner, **more)
    recommended(town, surveyed(town, forwarded(town, found)))
    return signed(town, found)
