import pytest
from tests.insight.oracle import Oracle
from tests.insight.scattered import START, TODAY

from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.actors import Actor, Grant
from dampingi.foundation.accounts.permissions import Role
from dampingi.insight.facts.evidence import participants
from dampingi.insight.monitoring.evidence import mentors
from dampingi.insight.monitoring.periods import Period
from dampingi.records.programmes.models import Caseload, Enrolment
from dampingi.records.voices.models import Voice

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")


@pytest.fixture
def told(scattered):
    return participants(SYSTEM, programme=scattered.programme, until=TODAY)


def test_everybody_enrolled_is_in_and_who_left_too(scattered, told):
    enrolled = Enrolment.objects.unscoped("test").filter(
        programme=scattered.programme, enrolled_on__lte=TODAY
    )
    assert {p.enrolment for p in told} == set(enrolled.values_list("id", flat=True))
    assert sum(p.exited for p in told) == enrolled.filter(exited_on__lte=TODAY).count() > 0


def test_outcomes_add_up_to_the_indicators(scattered, told):
    oracle = Oracle(scattered.programme, Period(START, TODAY))
    both = [p for p in told if p.baseline and p.latest]
    seen = [p for p in told if p.verified is not None]
    assert (sum(p.passed for p in told), len(told)) == oracle.figures("pass_rate", ())[()]
    assert (sum(p.gain("workers") for p in both), len(both)) == oracle.figures("jobs", ())[()]
    assert (
        sum(p.gain("turnover") for p in both), sum(p.baseline.turnover for p in both)
    ) == oracle.figures("turnover_change", ())[()]  # fmt: skip
    without = [p for p in told if p.got_nib is not None]
    assert (sum(p.got_nib for p in without), len(without)) == oracle.figures("new_nib", ())[()]
    assert (sum(p.verified for p in seen), len(seen)) == oracle.figures("verified_share", ())[()]
    assert (
        sum(p.weeks_with_sales for p in told), sum(p.weeks for p in told)
    ) == oracle.figures("weeks_with_sales", ())[()]  # fmt: skip


def test_months_are_shared_between_mentors_by_dated_caseloads(scattered, told):
    by_mentor = Oracle(scattered.programme, Period(START, TODAY)).figures(
        "visits_per_participant", ("mentor",)
    )
    for mentor in scattered.mentors:
        months = sum(p.months.get(mentor.id, 0) for p in told)
        assert months == by_mentor.get((str(mentor.id),), (0, 0))[1]
    assert any(len(p.months) == 2 for p in told)


def test_a_handover_on_the_fifteenth_goes_to_the_new_mentor(scattered, told):
    handed = Caseload.objects.filter(ends_on="2026-06-15", enrolment__programme=scattered.programme)
    taken = Caseload.objects.filter(
        enrolment__in=handed.values("enrolment"), starts_on="2026-06-15", ends_on=None
    )
    found = [c for c in taken if not handed.filter(enrolment=c.enrolment_id, mentor=c.mentor_id).exists()]
    assert found
    for c in found:
        p = next(p for p in told if p.enrolment == c.enrolment_id)
        assert p.months[c.mentor_id] == 3  # the 15th of June, July and August
        assert p.last_mentor == c.mentor_id


def test_mentors_process_and_voices(scattered, told):
    found = mentors(SYSTEM, programme=scattered.programme, until=TODAY, participants=told)
    assert [m.mentor for m in found if m.level == "kota"] == [scattered.mentors[-1].id]
    oracle = Oracle(scattered.programme, Period(START, TODAY))
    punctual = oracle.figures("report_punctuality", ("mentor",))
    for m in found:
        assert m.process["report_punctuality"] == Figure(*punctual[(str(m.mentor),)])
        said = list(Voice.objects.unscoped("test").filter(mentor=m.mentor, on__lte=TODAY))
        assert bool(said) == bool(m.voices)
        if said:
            assert m.voices["useful"] == Figure(sum(v.useful for v in said), len(said))
    verified = sum((m.process["verified_share"] for m in found), Figure(0, 0))
    assert verified.denominator == len([p for p in told if p.last_mentor and p.verified is not None])


def test_the_order_is_fixed_and_the_reach_holds(scattered, told):
    again = participants(SYSTEM, programme=scattered.programme, until=TODAY)
    assert [p.enrolment for p in again] == [p.enrolment for p in told]
    office = Actor(user_id=scattered.users[0].id, label="o", held=(Grant(Role.OFFICE, "32.77"),))
    own = participants(office, programme=scattered.programme, until=TODAY)
    assert {p.region[:5] for p in own} == {"32.77"}
    mentor = Actor(user_id=scattered.users[0].id, label="m", held=(Grant(Role.MENTOR, "32.76.05.1003"),))
    assert participants(mentor, programme=scattered.programme, until=TODAY) == []
