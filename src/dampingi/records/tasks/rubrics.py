"""A rubric: criteria, each with levels worth points. The score is the share of the points that could be had, of a hundred."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused

MOST_CRITERIA, MOST_LEVELS, MOST_POINTS = 8, 5, 100


@dataclass(frozen=True)
class Level:
    label: str
    points: int
    description: str = ""


@dataclass(frozen=True)
class Criterion:
    """Levels from the least to the most points."""

    code: str
    name: str
    levels: tuple[Level, ...]

    @property
    def most(self) -> int:
        return self.levels[-1].points


@dataclass(frozen=True)
class Rubric:
    criteria: tuple[Criterion, ...]

    @property
    def most(self) -> int:
        return sum(c.most for c in self.criteria)

    def points(self, levels: Mapping[str, int]) -> int:
        return sum(c.levels[levels[c.code]].points for c in self.criteria)

    def score(self, levels: Mapping[str, int]) -> int:
        """0 to 100, halves upwards. `levels`: criterion -> place of the level, from 0; every criterion answered."""
        return (200 * self.points(levels) + self.most) // (2 * self.most)

    def checked(self, levels: Mapping[str, Any]) -> dict[str, int]:
        """The levels that this rubric knows. Raises Refused where one is unknown."""
        found = {}
        for criterion in self.criteria:
            level = levels.get(criterion.code)
            if level is None:
                continue
            if type(level) is not int or not 0 <= level < len(criterion.levels):
                raise Refused(_("Tingkat untuk %(name)s tidak ada di rubrik.") % {"name": criterion.name})
            found[criterion.code] = level
        return found

    def complete(self, levels: Mapping[str, Any]) -> dict[str, int]:
        """The levels of every criterion. Raises Refused where one is unknown or missing."""
        found = self.checked(levels)
        if missing := self.missing(found):
            raise Refused(_("Pilih tingkat untuk %(names)s.") % {"names": ", ".join(missing)})
        return found

    def missing(self, levels: Mapping[str, int]) -> list[str]:
        return [c.name for c in self.criteria if c.code not in levels]

    def told(self) -> list[dict[str, Any]]:
        """As plain values, the way an edition keeps it."""
        return [
            {
                "code": c.code, "name": c.name,
                "levels": [{"label": v.label, "points": v.points, "description": v.description} for v in c.levels],
            }
            for c in self.criteria
        ]  # fmt: skip


def read(told: Sequence[Mapping[str, Any]]) -> Rubric:
    return Rubric(
        tuple(Criterion(c["code"], c["name"], tuple(Level(**v) for v in c["levels"])) for c in told)
    )


def check(rubric: Rubric) -> None:
    """Raises Refused with the cure for a rubric that cannot be marked by."""
    if not rubric.criteria:
        raise Refused(_("Isi paling sedikit satu kriteria."))
    if len(rubric.criteria) > MOST_CRITERIA:
        raise Refused(_("Paling banyak %(most)d kriteria.") % {"most": MOST_CRITERIA})
    if len({c.code for c in rubric.criteria}) < len(rubric.criteria):
        raise Refused(_("Ada dua kriteria dengan nama yang sama. Bedakan namanya."))
    for criterion in rubric.criteria:
        _check_levels(criterion)


def _check_levels(criterion: Criterion) -> None:
    words = {"name": criterion.name, "most": MOST_LEVELS}
    points = [v.points for v in criterion.levels]
    if not criterion.name.strip() or not all(v.label.strip() for v in criterion.levels):
        raise Refused(_("Beri nama setiap kriteria dan setiap tingkatnya."))
    if not 2 <= len(points) <= MOST_LEVELS:
        raise Refused(_("Kriteria %(name)s: isi dua sampai %(most)d tingkat.") % words)
    if points != sorted(set(points)) or points[0] < 0 or points[-1] > MOST_POINTS:
        raise Refused(
            _("Kriteria %(name)s: angka setiap tingkat berbeda, dari yang terendah, 0 sampai 100.") % words
        )
