"""What this evidence cannot tell apart, said before anyone compares."""

from collections import Counter

import numpy as np

from .agreement import TENTATIVE
from .evidence import Evidence, Instrument
from .measured import Measured
from .randomness import Array
from .results import Caution
from .shrinkage import MIN_TEAMS, teams_identifiable


def cautions(
    instrument: Instrument, evidence: Evidence, measured: tuple[Measured, ...]
) -> tuple[Caution, ...]:
    found = [
        _one_mentor_per_place(evidence),
        _few_mentors(instrument, evidence) if instrument.rules.compared else Caution("not_compared", ()),
        _few_teams(evidence),
        _unassigned(evidence),
        *(c for m in measured for c in _of_dimension(m)),
    ]
    return tuple(c for c in found if c)


def _one_mentor_per_place(evidence: Evidence) -> Caution | None:
    """Mentor and place coincide: a good result may be the place's."""
    places = Counter(m.place for m in evidence.mentors if m.place)
    alone = sorted(p for p, n in places.items() if n == 1)
    return Caution("mentor_and_place", tuple(alone)) if alone else None


def _few_mentors(instrument: Instrument, evidence: Evidence) -> Caution | None:
    few = len(evidence.mentors) < instrument.rules.min_mentors
    return (
        Caution("few_mentors", (str(len(evidence.mentors)), str(instrument.rules.min_mentors)))
        if few
        else None
    )


def _few_teams(evidence: Evidence) -> Caution | None:
    teams = tuple(m.team for m in evidence.mentors)
    return Caution("few_teams", (str(MIN_TEAMS),)) if any(teams) and not teams_identifiable(teams) else None


def _unassigned(evidence: Evidence) -> Caution | None:
    """Participants no mentor accompanied: they count for the city, for no mentor."""
    number = sum(
        1 for p in evidence.participants if p.values and not any(months > 0 for _, months in p.months)
    )
    return Caution("participants_without_mentor", (str(number),)) if number else None


def _of_dimension(measured: Measured) -> list[Caution]:
    found = []
    if measured.dropped:
        found.append(Caution("covariates_of_place", (measured.key, *measured.dropped)))
    if measured.groups > 1:
        found.append(Caution("raters_disconnected", (measured.key, str(measured.groups))))
    if any(rater.se is None for rater in measured.raters):
        linked = any(a.mentors for a in measured.agreement)
        found.append(Caution("severity_unlinked" if linked else "severity_unknown", (measured.key,)))
    if noisy := [r for r in measured.raters if r.unlike]:
        found.append(Caution("raters_unlike", (measured.key, str(len(noisy)))))
    if apart := [a.criterion for a in measured.agreement if a.high is not None and a.high < TENTATIVE]:
        found.append(Caution("raters_disagree", (measured.key, *apart)))
    if odd := [f.of for f in measured.fits if f.unlike]:
        found.append(Caution("criteria_unlike", (measured.key, *odd)))
    if measured.asked is not None:
        found += _few_answers(measured.key, measured.evidence, measured.asked)
    if not measured.evidence.any():
        found.append(Caution("no_evidence", (measured.key,)))
    return found


def _few_answers(dimension: str, answered: Array, asked: Array) -> list[Caution]:
    """Where fewer than half of a mentor's participants answered: answers, asked, and at how many mentors."""
    known = np.isfinite(asked)
    silent = int((2 * answered[known] < asked[known]).sum())
    if not silent:
        return []
    figures = int(answered[known].sum()), int(asked[known].sum()), silent
    return [Caution("few_answers", (dimension, *(str(n) for n in figures)))]
