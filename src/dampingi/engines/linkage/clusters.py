"""From pairs to groups of records that are one business."""

from collections.abc import Iterable, Mapping

WEIGHED = 0.9
"""A pair that says itself that its NIKs differ, and is nevertheless this probable, is one business: a relative was given as owner, or a NIK is wrong."""


def clusters(
    pairs: Iterable[tuple[str, str, float]], *, at_least: float, niks: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """Connected records, each group sorted, groups in order of their first id.

    The likeliest pairs join first; a chain that would bring two different NIKs into one group is cut.
    """
    group: dict[str, str] = {}
    nik_of: dict[str, str] = {}
    kept = sorted((p for p in pairs if p[2] >= at_least), key=lambda p: (-p[2], p[0], p[1]))
    for left, right, probability in kept:
        a, b = (_head(group, record) for record in (left, right))
        nik_a, nik_b = (nik_of.get(head, niks.get(head, "")) for head in (a, b))
        weighed = probability >= WEIGHED and niks.get(left) and niks.get(right)
        if a == b or (nik_a and nik_b and nik_a != nik_b and not weighed):
            continue
        group[b] = a
        nik_of[a] = nik_a or nik_b
    members: dict[str, list[str]] = {}
    for record in group:
        members.setdefault(_head(group, record), []).append(record)
    return sorted(tuple(sorted(of)) for of in members.values() if len(of) > 1)


def _head(group: dict[str, str], record: str) -> str:
    group.setdefault(record, record)
    while group[record] != record:
        group[record] = group[group[record]]
        record = group[record]
    return record
