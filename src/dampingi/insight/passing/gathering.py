"""What is recorded of each participant up to a day, as a numerator and a denominator for each criterion, or not known."""

import datetime
from fractions import Fraction
from math import floor

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import ancestor
from dampingi.insight.facts.evidence import ParticipantEvidence, participants
from dampingi.insight.passing.marks import Person
from dampingi.insight.reviews.counting import Known, owed, part_depth
from dampingi.records.mentoring.models import Aspect
from dampingi.records.programmes.models import Programme

PRECISION = 10_000
Values = dict[str, list[int] | None]


def people(
    actor: Actor, programme: Programme, as_of: datetime.date
) -> list[tuple[Person, ParticipantEvidence]]:
    """Everybody ever enrolled. The caller has checked that the actor may mark the whole programme."""
    found = participants(actor, programme=programme, until=as_of)
    known, at = Known(programme, as_of), part_depth(programme)
    return [(Person(str(e.enrolment), ancestor(e.region, at), e.exited, _values(e, known)), e) for e in found]


def _values(e: ParticipantEvidence, known: Known) -> Values:
    invited, due = known.invited[e.enrolment], owed(e, known)
    aspects: Values = {a: [int(e.aspects[a]), 1] if a in e.aspects else None for a in Aspect.values}
    return aspects | {
        "attendance": [known.present[e.enrolment], invited] if invited else None,
        "tasks": [len(due & known.accepted[e.enrolment]), len(due)] if due else None,
        "growth": _growth(e),
    }


def _growth(e: ParticipantEvidence) -> list[int] | None:
    """Against the person's own start, in hundredths of a percent: no rupiah leaves the register."""
    if e.baseline is None or e.latest is None or not e.baseline.turnover:
        return None
    gain = Fraction(e.latest.turnover - e.baseline.turnover, e.baseline.turnover)
    return [floor(gain * PRECISION), PRECISION]
