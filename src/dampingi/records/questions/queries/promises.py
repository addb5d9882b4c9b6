from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.records.questions.models import PromiseEdition


def promise_in_force(region: str) -> PromiseEdition | None:
    """The newest edition of the nearest office; None where nobody promised anything."""
    above = [ancestor(region, d) for d in range(depth(region), 0, -1)]
    rows = PromiseEdition.objects.filter(region__in=above)
    return max(rows, key=lambda edition: (depth(edition.region), edition.number), default=None)


def editions(region: str) -> list[PromiseEdition]:
    """Newest first."""
    return list(PromiseEdition.objects.filter(region=region).order_by("-number"))
