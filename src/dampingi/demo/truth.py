"""What really is so in the demo city. Kept in a file beside the database and never in it, so that what the product
estimates can be compared with what was put in."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FILE = "truth.json"


@dataclass(frozen=True)
class MentorTruth:
    """Effects are in logits of passing and in log turnover per programme year; 0 is the average mentor."""

    mentor: str
    """The mentor's id."""
    region: str
    effect: float
    """How much the mentor adds to a participant's log odds of passing."""
    growth: float
    """How much the mentor adds to the log turnover of a participant accompanied the whole year."""
    skill: float
    """What both come from, standard normal over the mentors."""
    competence: float
    """What a panel with perfect judgement would see, on the scale 1 to 5."""
    warmth: float
    """What participants feel, in points of the 1-to-5 answers around the city's mean."""
    diligence: float
    """Multiplies visits; above 1 means more of them, and reports in time."""
    inflation: float
    """Share of failed participants reported as having passed."""
    difficulty: float
    """Mean log odds of passing the caseload would lose under an average mentor, against the city's mean."""
    participants: int


@dataclass(frozen=True)
class RaterTruth:
    rater: str
    """The user's id."""
    agency: str
    severity: float
    """Points this rater gives less than a fair one, on the scale 1 to 5."""


@dataclass(frozen=True)
class CityTruth:
    seed: int
    today: str
    programme: str
    coefficients: dict[str, float]
    """Log odds of passing: per unit of each participant covariate, as simulated."""
    mentors: tuple[MentorTruth, ...]
    raters: tuple[RaterTruth, ...] = ()
    passed: dict[str, bool] = field(default_factory=dict)
    """Enrolment id -> whether all three aspects were really achieved."""
    repeats: tuple[tuple[str, str], ...] = ()
    """Pairs of businesses on record that are one business."""
    faded: dict[str, str] = field(default_factory=dict)
    """Enrolment id -> the day from which they hardly took part any more; only those who faded."""

    @property
    def pass_rate(self) -> float:
        return sum(self.passed.values()) / len(self.passed)


def save(truth: CityTruth, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.write_text(json.dumps(asdict(truth), indent=1, sort_keys=True), "utf-8")
    return path


def load(folder: Path) -> CityTruth:
    """Raises FileNotFoundError where no demo city was built."""
    told: dict[str, Any] = json.loads((folder / FILE).read_text("utf-8"))
    return CityTruth(
        **told
        | {
            "mentors": tuple(MentorTruth(**m) for m in told["mentors"]),
            "raters": tuple(RaterTruth(**r) for r in told["raters"]),
            "repeats": tuple((a, b) for a, b in told["repeats"]),
        }
    )
