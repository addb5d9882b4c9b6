"""The whole: the effect where the data carry it, else the reasons why not. What is refused is withheld, not printed smaller."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from .averages import Average, by_cohort, by_since, by_size
from .cells import Cell, cells, comparable
from .certainty import Estimate, Together, estimate, together
from .panel import Flags, Panel

Pair = tuple[Flags, Flags]

EDITION = 1
"""Goes up whenever the same input would give other digits; stored with every result."""

NO_COMPARISON = "no_comparison"
NO_BASE = "no_base"
NO_AFTER = "no_after"
FEW_JOINED = "few_joined"
FEW_COMPARED = "few_compared"
FEW_CLUSTERS = "few_clusters"
ONE_BEFORE = "one_before"
DIFFERED_BEFORE = "differed_before"
LOST = "lost"
LOST_UNEVENLY = "lost_unevenly"
BLIND_BEFORE = "blind_before"
SOME_CLUSTERS = "some_clusters"


@dataclass(frozen=True, slots=True)
class Rules:
    """When the data carry a statement. Published with the result; an office may ask for more, never for less than two earlier periods."""

    level: float = 0.90
    units: int = 30
    """Least number with a figure before and after, on either side."""
    clusters: int = 10
    """Least number of clusters on either side; under twice as many a caution."""
    differ: float = 0.10
    """Earlier periods differ when the joint test's p is below this: generous, for it speaks against the programme's success."""
    followed: float = 0.60
    """Least share of those seen before who were seen after, on either side."""
    gap: float = 0.15
    """Largest difference of these shares between both sides."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and the figures behind it, found and asked for."""

    code: str
    found: float
    asked: float


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison: units with a figure before, of these with one after, and their clusters."""

    before: int
    after: int
    clusters: int


@dataclass(frozen=True, slots=True)
class Since:
    """`periods` since joining (below 0: before; -1 is the base, nought by construction and not listed)."""

    periods: int
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Impact:
    effect: Estimate | None
    """Average over all who joined and the periods since; None when refused."""
    cohorts: tuple[tuple[str, Estimate], ...]
    """Name of the first period -> average since; empty when refused."""
    course: tuple[Since, ...]
    """Before and since joining; only before when refused. Intervals hold for all at once; periods in which fewer clusters speak than asked for are left out."""
    before: Together | None
    breakdown: float | None
    joined: Side
    compared: Side
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...] = field(default=())

    @property
    def carried(self) -> bool:
        return not self.reasons


def impact(panel: Panel, rules: Rules | None = None) -> Impact:
    """Effect on those who joined, in the unit of the outcome. Raises nothing on thin data: it refuses with reasons."""
    rules = rules or Rules()
    found = cells(panel)
    joined, compared = _sides(panel)
    since = {e: a for e, a in by_since(panel, found).items() if _places(panel, a.who) >= rules.clusters}
    earlier = [a for e, a in since.items() if e < -1]
    before = together(earlier, panel.cluster) if earlier else None
    reasons = [
        *_missing(panel, found),
        *_few(joined, compared, rules),
        *_lost(panel, rules),
        *_before(panel, found, before, rules),
    ]
    reasons = list({r.code: r for r in reversed(reasons)}.values())[::-1]
    shown = since if not reasons else {e: a for e, a in since.items() if e < -1}
    course = tuple(
        Since(e, estimate(a, panel.cluster, level=rules.level, comparisons=len(shown)))
        for e, a in shown.items()
    )
    if reasons:
        return Impact(None, (), course, before, None, joined, compared, tuple(reasons))
    per = by_cohort(found)
    whole = estimate(by_size(panel, list(per.values()), list(per)), panel.cluster, level=rules.level)
    cohorts = tuple((panel.periods[g], estimate(a, panel.cluster, level=rules.level)) for g, a in per.items())
    cautions = tuple(_cautions(whole, course, joined, compared, rules))
    return Impact(whole, cohorts, course, before, _breakdown(whole, since), joined, compared, (), cautions)


def speaking(panel: Panel) -> tuple[Pair, Pair]:
    """Who speaks, as flags per unit (seen before, of these seen after): all who joined and were seen before; those compared with, in
    the period since in which fewest of them are left."""
    own, others = _per_period(panel)
    nobody = np.zeros(len(panel.cohort), dtype=bool)
    told = [(b, a) for b, a in others.values() if b.any()]
    return _union(own, nobody), min(told, key=lambda pair: int(pair[1].sum()), default=(nobody, nobody))


def _sides(panel: Panel) -> tuple[Side, Side]:
    joined, compared = (Side(int(b.sum()), int(a.sum()), _places(panel, a)) for b, a in speaking(panel))
    return joined, compared


def _per_period(panel: Panel) -> tuple[dict[int, Pair], dict[int, Pair]]:
    """Period since some cohort joined -> (seen before, of these seen then), for who joined by then and for who is compared with."""
    own: dict[int, Pair] = {}
    others: dict[int, Pair] = {}
    for g in panel.cohorts:
        for t in range(g, len(panel.periods)) if g > 0 else ():
            base, mine = panel.seen[:, g - 1], panel.cohort == g
            for found, who in ((own, mine), (others, comparable(panel.cohort, t, g - 1) & ~mine)):
                before, after = found.get(t, (np.zeros_like(mine), np.zeros_like(mine)))
                found[t] = before | who & base, after | who & base & panel.seen[:, t]
    return own, others


def _union(pairs: dict[int, Pair], nobody: Flags) -> Pair:
    before = np.logical_or.reduce([nobody, *(b for b, _ in pairs.values())])
    return before, np.logical_or.reduce([nobody, *(a for _, a in pairs.values())])


def _places(panel: Panel, who: Flags) -> int:
    return len(np.unique(panel.cluster[who]))


def _missing(panel: Panel, found: Sequence[Cell]) -> list[Reason]:
    cohorts = panel.cohorts
    if not cohorts:
        return [Reason(FEW_JOINED, 0, 1)]
    if all(g < 1 or not panel.seen[panel.cohort == g, g - 1].any() for g in cohorts):
        return [Reason(NO_BASE, 0, 1)]
    if any(c.since >= 0 for c in found):
        return []
    after = any(panel.seen[panel.cohort == g, g:].any() for g in cohorts)
    return [Reason(NO_COMPARISON if after else NO_AFTER, 0, 1)]


def _few(joined: Side, compared: Side, rules: Rules) -> list[Reason]:
    told = [
        Reason(code, side.after, rules.units)
        for code, side in ((FEW_JOINED, joined), (FEW_COMPARED, compared))
        if side.after < rules.units
    ]
    clusters = min(joined.clusters, compared.clusters)
    return told + ([Reason(FEW_CLUSTERS, clusters, rules.clusters)] if clusters < rules.clusters else [])


def _lost(panel: Panel, rules: Rules) -> list[Reason]:
    """In the worst period since joining: who disappears first is seldom like who stays."""
    own, others = _per_period(panel)
    shares = [(_share(own[t]), _share(others[t])) for t in own if own[t][0].any() and others[t][0].any()]
    if not shares:
        return []
    least, gap = min(min(s) for s in shares), max(abs(a - b) for a, b in shares)
    told = [Reason(LOST, least, rules.followed)] if least < rules.followed else []
    return told + ([Reason(LOST_UNEVENLY, gap, rules.gap)] if gap > rules.gap else [])


def _share(pair: Pair) -> float:
    return float(pair[1].sum() / pair[0].sum())


def _before(panel: Panel, found: Sequence[Cell], before: Together | None, rules: Rules) -> list[Reason]:
    """Earlier periods in which too few clusters speak are no check either: then the clusters are the reason, not the periods."""
    if before is not None:
        return [Reason(DIFFERED_BEFORE, before.p, rules.differ)] if before.p < rules.differ else []
    clusters = [_places(panel, c.who) for c in found if c.since < -1]
    return [Reason(FEW_CLUSTERS, max(clusters), rules.clusters)] if clusters else [Reason(ONE_BEFORE, 1, 2)]


def _breakdown(whole: Estimate, since: dict[int, Average]) -> float | None:
    """How many times the largest drift per period seen before joining, going on in one direction, would reach the interval's near end."""
    earlier = {e: a.effect for e, a in since.items() if e < 0} | {-1: 0.0}
    steps = [abs(earlier[e] - earlier[e - 1]) for e in sorted(earlier, reverse=True) if e - 1 in earlier]
    after = [e + 1 for e in since if e >= 0]
    near = whole.low if whole.effect > 0 else -whole.high
    if not steps or max(steps) == 0:
        return None
    return max(near, 0.0) / (max(steps) * float(np.mean(after)))


def _cautions(
    whole: Estimate, course: tuple[Since, ...], joined: Side, compared: Side, rules: Rules
) -> list[Reason]:
    told = []
    narrowest = min(s.estimate.high - s.estimate.low for s in course if s.periods < -1) / 2
    if narrowest > abs(whole.effect):
        told.append(Reason(BLIND_BEFORE, narrowest, abs(whole.effect)))
    clusters = min(joined.clusters, compared.clusters)
    if clusters < 2 * rules.clusters:
        told.append(Reason(SOME_CLUSTERS, clusters, 2 * rules.clusters))
    return told
