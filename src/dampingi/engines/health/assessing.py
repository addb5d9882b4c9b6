"""From answers to a band, and the shortest way to the next one."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from .terms import BEST, WORST, Aspect, AspectMark, Component, ComponentMark, Health, Lift, Rules


class Unanswered(ValueError):
    """Questions without an answer: `items`."""

    def __init__(self, items: tuple[str, ...]) -> None:
        super().__init__(f"{len(items)} items are not answered")
        self.items = items


def assess(rules: Rules, answers: Mapping[str, bool]) -> Health:
    """Raises Unanswered unless every item of the rules has an answer. Answers to other items count for nothing."""
    open_ = tuple(i for i in rules.items if i not in answers)
    if open_:
        raise Unanswered(open_)
    aspects = tuple(_aspect(rules, a, answers) for a in rules.aspects)
    score = sum((a.points for a in aspects), Fraction(0))
    return Health(score, _band(rules, score), aspects, _lift(rules, aspects, score))


def hundredths(score: Fraction) -> int:
    """For showing and storing, downwards: 79.999 must not look like 80."""
    return floor(score * 100)


def level_of(rules: Rules, yes: int, of: int) -> int:
    share = Fraction(yes, of)
    return next((level for level, step in zip((4, 3, 2), rules.steps, strict=True) if share > step), WORST)


def _aspect(rules: Rules, aspect: Aspect, answers: Mapping[str, bool]) -> AspectMark:
    marks = tuple(_component(rules, c, answers) for c in aspect.components)
    score = Fraction(100 * sum(m.level for m in marks), BEST * len(marks))
    return AspectMark(aspect.key, aspect.weight, score, score * aspect.weight / 100, marks)


def _component(rules: Rules, c: Component, answers: Mapping[str, bool]) -> ComponentMark:
    yes = sum(answers[i] for i in c.items)
    return ComponentMark(c.key, yes, len(c.items), level_of(rules, yes, len(c.items)))


def _band(rules: Rules, score: Fraction) -> str:
    return next(b.key for b in rules.bands if score >= b.lower)


def _lift(rules: Rules, aspects: tuple[AspectMark, ...], score: Fraction) -> Lift | None:
    """Fewest questions first, found exactly: for each number of questions the most points they can bring (a knapsack over components)."""
    above = [b for b in rules.bands if b.lower > score]
    if not above:
        return None
    target = above[-1]
    best: dict[int, tuple[Fraction, tuple[tuple[str, int], ...]]] = {0: (Fraction(0), ())}
    for aspect in aspects:
        for mark in aspect.components:
            best = _with(best, mark.key, _ways(rules, aspect, mark))
    needed = target.lower - score
    cost = min(c for c, (gain, _) in best.items() if gain >= needed)
    return Lift(target.key, cost, best[cost][1])


def _ways(rules: Rules, aspect: AspectMark, mark: ComponentMark) -> list[tuple[int, Fraction]]:
    """(more questions with yes, points gained) for each higher level of a component, by the fewest questions."""
    each = Fraction(aspect.weight, BEST * len(aspect.components))
    found, level = [], mark.level
    for more in range(1, mark.of - mark.yes + 1):
        reached = level_of(rules, mark.yes + more, mark.of)
        if reached > level:
            found.append((more, each * (reached - mark.level)))
            level = reached
    return found


def _with(
    best: dict[int, tuple[Fraction, tuple[tuple[str, int], ...]]], key: str, ways: list[tuple[int, Fraction]]
) -> dict[int, tuple[Fraction, tuple[tuple[str, int], ...]]]:
    out = dict(best)
    for cost, (gain, told) in best.items():
        for more, points in ways:
            if cost + more not in out or out[cost + more][0] < gain + points:
                out[cost + more] = (gain + points, (*told, (key, more)))
    return out
