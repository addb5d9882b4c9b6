"""What a mentor and the office had signed is frozen with the evidence: nobody is held to what was agreed on afterwards."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from dampingi.insight.agreements import actions as agreements
from dampingi.insight.agreements.intake import Plan, TargetPlan
from dampingi.insight.evaluation import actions, queries
from dampingi.insight.evaluation.models import FrozenEvidence
from tests.insight.evaluation.conftest import ENDS


def agreed(office, n: int, on: datetime.date):
    """The office proposes and mentor n signs, both at noon that day."""
    mentor = office.city.mentors[n]
    plan = Plan((TargetPlan("visits_per_participant", Decimal(1), "month"),), ())
    with time_machine.travel(datetime.datetime.combine(on, datetime.time(5), datetime.UTC), tick=False):
        made = agreements.propose(by=office.by, mentors=[mentor.id], plan=plan)[0]
        return agreements.sign(by=office.actor(f"mentor{n}"), agreement=made.id, hash=made.hash)


def seen(office, who: str, evaluation) -> str:
    client = Client()
    client.force_login(office.users[who])
    return client.get(f"/evaluasi/{evaluation.id}/").content.decode()


def test_targets_signed_in_time_are_frozen_and_later_ones_are_not(office):
    first = agreed(office, 0, ENDS - datetime.timedelta(days=60))
    evaluation = office.create()
    actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    actions.freeze_evidence(by=office.by, evaluation=evaluation)
    rows = FrozenEvidence.objects.filter(freeze__evaluation=evaluation, kind="target")
    assert [(r.key, first.hash in r.body) for r in rows] == [(str(first.mentor_id), True)]
    signed, without = queries.targets_frozen(evaluation)
    assert (signed, len(without)) == (1, evaluation.subjects.count() - 1)
    page = seen(office, "office", evaluation)
    assert "target dan program kerjanya ditandatangani" in page


def test_what_is_signed_after_the_last_day_does_not_count(office):
    agreed(office, 1, ENDS + datetime.timedelta(days=1))
    assert queries.targets_frozen(office.frozen())[0] == 0


@pytest.mark.parametrize("who", ["mentor0", "rater"])
def test_others_are_not_told_who_has_signed_nothing(office, who):
    evaluation = office.assigned()
    page = seen(office, who, evaluation)
    assert "ikut dibekukan" not in page


def test_raters_read_the_evidence_and_targets_do_not_come_between(office):
    agreed(office, 0, ENDS - datetime.timedelta(days=60))
    evaluation = office.rated()
    client = Client()
    client.force_login(office.users["rater"])
    subject = evaluation.subjects.first()
    assert client.get(f"/evaluasi/{evaluation.id}/nilai/{subject.id}/").status_code == 200
    actions.close_ratings(by=office.by, evaluation=evaluation)
    made = actions.compute(by=office.by, evaluation=evaluation)
    assert made.results.count() == evaluation.subjects.count()
