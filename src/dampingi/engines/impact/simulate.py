"""Cities with a known effect: what the estimator is tried on."""

from dataclasses import dataclass

import numpy as np

from .panel import NEVER, Panel


@dataclass(frozen=True, slots=True)
class Programme:
    """`effect` grows by `growth` with every period since joining; `drift` breaks the parallel trend; `lost_*` is the share seen no more."""

    clusters: int = 63
    joined: int = 27
    beyond: int = 9
    cohorts: tuple[int, ...] = (3, 5)
    periods: int = 8
    effect: float = 1.0
    growth: float = 0.2
    drift: float = 0.0
    noise: float = 1.0
    shared: float = 0.3
    lost_joined: float = 0.0
    lost_beyond: float = 0.0

    @property
    def truth(self) -> float:
        """Average over those who joined (cohorts of equal size) and the periods since."""
        return float(
            np.mean(
                [
                    np.mean([self.effect + self.growth * k for k in range(self.periods - g)])
                    for g in self.cohorts
                ]
            )
        )


def simulate(seed: int, programme: Programme | None = None) -> Panel:
    """Applicants of one kelurahan share shocks; those accepted start higher, which a difference in levels would take for an effect."""
    p = programme or Programme()
    rng = np.random.default_rng(seed)
    each = p.joined + p.beyond
    cluster = np.repeat(np.arange(p.clusters), each)
    place = np.tile(np.arange(each), p.clusters)
    cohort = np.where(place < p.joined, np.array(p.cohorts)[place % len(p.cohorts)], NEVER)
    t = np.arange(p.periods)
    level = rng.normal(5, 1, len(cohort)) + 2.0 * (cohort != NEVER)
    shocks = p.shared * rng.normal(size=(p.clusters, p.periods))[cluster]
    since = t[None, :] - cohort[:, None]
    taking_part = (cohort != NEVER)[:, None] & (since >= 0)
    gain = np.where(taking_part, p.effect + p.growth * since, 0.0)
    gain = gain * np.exp(p.shared * rng.normal(size=p.clusters) - p.shared**2 / 2)[cluster][:, None]
    drift = p.drift * t[None, :] * (cohort != NEVER)[:, None]
    outcome = (
        level[:, None] + 0.3 * t + shocks + gain + drift + p.noise * rng.normal(size=(len(cohort), p.periods))
    )
    gone = rng.random(len(cohort)) < np.where(cohort != NEVER, p.lost_joined, p.lost_beyond)
    outcome[gone[:, None] & (t >= min(p.cohorts))[None, :]] = np.nan
    return Panel(outcome, cohort.astype(np.int64), cluster.astype(np.int64), tuple(f"p{k}" for k in t))
