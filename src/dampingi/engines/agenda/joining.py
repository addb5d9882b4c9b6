"""Whether the raters of a group can be compared at all."""

from collections import defaultdict
from collections.abc import Sequence

from dampingi.engines.appraisal.severity import connected_parts

from .talks import Placed


def apart(plan: Sequence[Placed]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """group -> its parts of raters, of every group whose raters no chain of mentors seen by two joins."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for p in plan:
        pairs[p.talk.group] += [(r, p.talk.key) for r in p.raters]
    found = {}
    for group, seen in sorted(pairs.items()):
        parts: dict[int, list[str]] = defaultdict(list)
        for rater, part in connected_parts(seen).items():
            parts[part].append(rater)
        if len(parts) > 1:
            found[group] = tuple(tuple(sorted(p)) for p in parts.values())
    return found
