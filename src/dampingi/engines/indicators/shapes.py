"""What a question looks like apart from its values, so that one compiled text serves every actor, region and period."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """`regions`: how many region ranges are joined by "or" (0 is everywhere). `reach`: "" or a reach the dataset knows
    ("caseload", "own"), joined to the ranges by "or". `months`: length of the calendar, for datasets that need one.
    `part`: the regions a request narrows to (0 or 1), joined by "and". `spans`: of every programme whose days meet the period's, instead
    of one; rows of a place are then taken once, whatever programmes run there."""

    regions: int = 0
    reach: tuple[str, ...] = ()
    part: int = 0
    months: int = 0
    spans: bool = False

    def parameters(self) -> list[str]:
        """Names of all parameters that this shape needs beside the fixed ones."""
        ranges = [f"{edge}{n}" for n in range(self.regions) for edge in ("from", "below")]
        part = ["part_from", "part_below"] if self.part else []
        return [*ranges, *part, *(f"month{n}" for n in range(self.months)), *(["user"] if self.reach else [])]
