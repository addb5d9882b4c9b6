"""Two computations of one evaluation side by side: what an answered objection moved, also for those who did not object."""

from collections.abc import Mapping
from typing import Any

from dampingi.insight.evaluation.models import Computation, Result, Subject

Body = Mapping[str, Any]


def before(made: Computation) -> Computation | None:
    """The computation that came before this one."""
    return Computation.objects.filter(evaluation=made.evaluation_id, number=made.number - 1).first()


def bodies(made: Computation) -> dict[Any, Body]:
    """subject id -> result."""
    return dict(Result.objects.filter(computation=made).values_list("subject", "body"))


def moved(old: Body, new: Body) -> bool:
    """Whether a reader would see a difference: the score to one decimal, the band, whether data suffice, or what is proposed."""
    return _seen(old) != _seen(new)


def changed(earlier: Computation, later: Computation) -> list[Subject]:
    old, new = bodies(earlier), bodies(later)
    ids = [id for id, body in new.items() if moved(old[id], body)]
    return list(Subject.objects.filter(id__in=ids).select_related("mentor").order_by("region", "name"))


def _seen(body: Body) -> tuple[Any, ...]:
    proposal, place = body.get("proposal"), body["place"]
    return (
        round(body["score"], 1),
        body["banding"]["plausible"],
        body["sufficient"],
        proposal and proposal["key"],
        place and (place["low"], place["high"], round(place["expected"])),
    )
