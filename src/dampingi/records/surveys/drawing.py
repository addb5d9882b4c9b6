"""Whom the lot falls on: a random sample per kelurahan, as many of those accepted as of those beyond the quota."""

import random
from collections import defaultdict
from collections.abc import Sequence

from dampingi.records.programmes.models import Application

ACCEPTED, BEYOND = Application.State.ACCEPTED, Application.State.WAITING


def drawn(applications: Sequence[Application], per_side: int, seed: int) -> list[Application]:
    """At most `per_side` of either side in each kelurahan; the same people and seed give the same sample, whatever their ids."""
    groups: dict[tuple[str, str], list[Application]] = defaultdict(list)
    for a in sorted(applications, key=lambda a: (a.region, a.state, a.person.key, a.applied_on, str(a.id))):
        groups[a.region, a.state].append(a)
    dice = random.Random(seed)  # noqa: S311 - reproducible by design, published with its seed
    found = []
    for group in groups.values():
        found += dice.sample(group, min(per_side, len(group)))
    return found
