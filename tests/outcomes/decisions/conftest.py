"""An evaluation whose results are settled, and the people who decide upon it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.insight.evaluation import actions as evaluating
from dampingi.insight.evaluation.models import Evaluation
from dampingi.outcomes.decisions import actions
from dampingi.outcomes.decisions.intake import DecisionIntake, Plan
from dampingi.outcomes.decisions.models import Decision, Determination
from dampingi.outcomes.decisions.queries import current, results_of
from tests.insight.evaluation.conftest import AFTER, Office, _on_the_day, office_of, sheet
from tests.insight.scattered import scatter

__all__ = ["_on_the_day"]

BEFORE = datetime.datetime(2026, 9, 1, 3, tzinfo=datetime.UTC)

WHY = "Kunjungan dan laporannya tertib, dan peserta yang ia dampingi bertahan."
BASIS = "Peraturan Wali Kota Nomor 1 Tahun 2026\nSK Tim Penilai Nomor 2 Tahun 2026"
FROM = datetime.date(2026, 10, 1)
PLAN = Plan(
    "Mengunjungi tiap peserta sebulan sekali.", FROM, datetime.date(2026, 12, 31), "Pendamping kecamatan"
)


@dataclass
class Bench:
    """The office on the day after the window, with a determination opened."""

    office: Office
    determination: Determination

    def actor(self, name: str):
        return self.office.actor(name)

    def propose(self, key: str = "keep", *, who: str = "office", **more) -> list[Decision]:
        rows = [DecisionIntake(r.subject_id, key, WHY, **more) for r in results_of(self.determination)]
        return actions.propose(by=self.actor(who), determination=self.determination, rows=rows)

    def approve(self, *, who: str = "head") -> int:
        ids = list(current(self.determination).values_list("id", flat=True))
        return actions.approve(by=self.actor(who), determination=self.determination, decisions=ids)

    def minuted(self) -> Determination:
        self.propose()
        self.approve()
        actions.make_minutes(by=self.actor("office"), determination=self.determination)
        return self.determination

    def panel_signed(self) -> Determination:
        self.minuted()
        for name in ("rater", "second"):
            actions.sign_minutes(by=self.actor(name), determination=self.determination)
        return self.determination

    def signed(self, *, who: str = "head"):
        self.panel_signed()
        return self.sign(who=who)

    def sign(self, *, who: str = "head", basis: str = BASIS, on: datetime.date = FROM):
        return actions.sign_decree(
            by=self.actor(who), determination=self.determination, basis=basis, effective_on=on
        )


@pytest.fixture(scope="module")
def computed(django_db_setup, django_db_blocker):
    """One computed evaluation for a whole file, gone after it; each test's own changes go with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(BEFORE, tick=False):
            made = office_of(scatter())
            made.computed()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def office(computed, db) -> Office:
    return Office(computed.city, dict(computed.users))


@pytest.fixture
def settled(office, settings, tmp_path):
    """The evaluation, its window over."""
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(AFTER, tick=False):
        yield Evaluation.objects.unscoped("test").get()


@pytest.fixture
def bench(office, settled) -> Bench:
    return Bench(office, actions.open_determination(by=office.by, evaluation=settled))


@pytest.fixture
def page(office) -> Callable:
    """page(who, route, *args, **data): what a person gets; a POST when data is given."""

    def ask(who, route, *args, **data):
        client = Client()
        client.force_login(office.users[who])
        address = reverse(route, args=args)
        return client.post(address, data) if data else client.get(address)

    return ask


@pytest.fixture
def city_bench(office, settings, tmp_path) -> Bench:
    """A city evaluates in a province's programme: "cityoffice" and "cityhead" belong to the city, "head" to the province."""
    settings.MEDIA_ROOT = tmp_path
    for name, role in (("cityoffice", Role.OFFICE), ("cityhead", Role.HEAD)):
        user = User.objects.create(login=f"{name}@contoh.id", name=name.title())
        office.users[name] = user
        Assignment.objects.create(user=user, role=role, region="32.76", starts_on=datetime.date(2026, 1, 1))
    by = office.actor("cityoffice")
    made = evaluating.create_evaluation(
        by=by, programme=office.city.programme, region="32.76", ends_on=datetime.date(2026, 8, 20)
    )
    evaluating.lock_instrument(by=office.actor("cityhead"), evaluation=made)
    evaluating.freeze_evidence(by=by, evaluation=made)
    evaluating.assign_raters(by=by, evaluation=made, raters=[office.users["rater"], office.users["second"]])
    for n, name in enumerate(("rater", "second")):
        evaluating.declare_interests(by=office.actor(name), evaluation=made)
        evaluating.rate(by=office.actor(name), evaluation=made, rows=sheet(made, 3 + n))
    evaluating.close_ratings(by=by, evaluation=made)
    evaluating.compute(by=by, evaluation=made)
    with time_machine.travel(AFTER, tick=False):
        yield Bench(office, actions.open_determination(by=by, evaluation=made))
