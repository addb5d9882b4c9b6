"""Where each paper sheet stands: read by nobody, by one, by two who agree or differ, or settled."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.models import Evaluation, RaterAssignment, Rating, SheetReading

TWO = 2


@dataclass(frozen=True)
class Standing:
    """`readings` in the order they came; `differs` names the criteria the two read differently."""

    readings: tuple[SheetReading, ...]
    differs: tuple[str, ...]
    rated: bool

    @property
    def key(self) -> str:
        if self.rated:
            return "done"
        if len(self.readings) < TWO:
            return ("none", "one")[len(self.readings)]
        return "differs"


def with_sheets(evaluation: Evaluation) -> Any:
    """Everyone asked to rate, by rater and mentor."""
    found = RaterAssignment.objects.filter(subject__evaluation=evaluation, conflict="").select_related(
        "rater", "subject__mentor"
    )
    return found.prefetch_related("readings").order_by("rater__name", "subject__region", "subject__name")


def sheet_of(evaluation: Evaluation, id: uuid.UUID) -> RaterAssignment:
    found = with_sheets(evaluation).filter(id=id).first()
    if found is None:
        raise Refused(_("Lembar itu tidak ada dalam penilaian ini."), status=404)
    return found


def standings(assignments: Sequence[RaterAssignment]) -> list[Standing]:
    """Of each, in their order."""
    kept = Rating.objects.filter(assignment__in=assignments, replaced_at=None)
    rated = set(kept.values_list("assignment", flat=True))
    return [_standing(each, each.id in rated) for each in assignments]


def standing(assignment: RaterAssignment) -> Standing:
    return standings([assignment])[0]


def _standing(assignment: RaterAssignment, rated: bool) -> Standing:
    readings = tuple(sorted(assignment.readings.all(), key=lambda r: r.at))  # type: ignore[attr-defined]
    first = [r for r in readings if not r.settles][:TWO]
    differs = (
        tuple(k for k, v in first[0].levels.items() if first[1].levels.get(k) != v)
        if len(first) == TWO
        else ()
    )
    return Standing(readings, differs, rated)
