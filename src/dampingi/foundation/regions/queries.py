"""Reading regions: by code, by parent, and by a name as people write it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz import fuzz, process

from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.regions.models import Region, RegionAlias
from dampingi.foundation.regions.spelling import key


@dataclass(frozen=True)
class Candidate:
    """A region a name may mean. `score` 100: the very name or a known alias; below: by spelling distance."""

    code: str
    name: str
    path: str
    score: int


def exists(code: str) -> bool:
    return Region.objects.filter(code=code).exists()


def names(codes: Iterable[str]) -> dict[str, str]:
    """code -> name for those codes that exist."""
    wanted = [c for c in set(codes) if c]
    return dict(Region.objects.filter(code__in=wanted).values_list("code", "name"))


def name_of(code: str) -> str:
    return names([code]).get(code, code) if code else "Indonesia"


def below(prefix: str, at_depth: int) -> list[Region]:
    """The regions inside `prefix` at that depth, in code order."""
    found = Region.objects.filter(inside(prefix, "code")).order_by("code")
    return [r for r in found if depth(r.code) == at_depth]


def current_codes(code: str) -> list[str]:
    """The code itself while it is valid, else the codes that took over from it, however often it split."""
    region = Region.objects.filter(code=code).first()
    if region is None or not region.successors:
        return [code]
    return [c for s in region.successors for c in current_codes(s)]


def search(name: str, *, within: str = "", limit: int = 20, at_depth: int | None = None) -> list[Candidate]:
    """Every region the name may mean, best first: exact and alias, then beginning, then spelling distance.

    Spelling distance is tried only inside a stated region (at least a kabupaten/kota), where names are few.
    """
    wanted = key(name)
    if not wanted:
        return []
    scores = _by_alias(wanted, within) | _by_key(wanted, within, limit)
    if within.count(".") >= 1 and 100 not in scores.values():
        scores = _by_distance(wanted, within, limit) | scores
    kept = {c: s for c, s in scores.items() if at_depth is None or depth(c) == at_depth}
    return _candidates(kept)[:limit]


def _by_key(wanted: str, within: str, limit: int) -> dict[str, int]:
    # '{' sorts behind every letter: a range, so that the index serves on both databases
    starts = Q(key__gte=wanted, key__lt=wanted + "{")
    found = Region.objects.filter(starts & inside(within, "code")).order_by("key", "code")
    return {code: 100 if k == wanted else 90 for code, k in found.values_list("code", "key")[: limit * 5]}


def _by_alias(wanted: str, within: str) -> dict[str, int]:
    found = RegionAlias.objects.filter(Q(key=wanted) & inside(within, "region_id"))
    return dict.fromkeys(found.values_list("region_id", flat=True), 100)


def _by_distance(wanted: str, within: str, limit: int) -> dict[str, int]:
    choices = dict(Region.objects.filter(inside(within, "code")).values_list("code", "key"))
    near = process.extract(wanted, choices, scorer=fuzz.ratio, score_cutoff=75, limit=limit)
    return {code: min(89, round(score)) for _key, score, code in near}


def _candidates(scores: dict[str, int]) -> list[Candidate]:
    lineage = {c: [ancestor(c, d) for d in range(depth(c), 0, -1)] for c in scores}
    called = names(c for codes in lineage.values() for c in codes)
    found = [
        Candidate(c, called[c], ", ".join(called[a] for a in codes if a in called), scores[c])
        for c, codes in lineage.items()
        if c in called
    ]
    return sorted(found, key=lambda f: (-f.score, f.code))
