"""Cities with known truth, for tests, benchmarks and the demo's checks.

Caseload difficulty differs between mentors: each mentor's participants share a shift in the covariates, so raw means reward whoever
was given strong clients.
"""

from dataclasses import dataclass

import numpy as np

from .evidence import Evidence, Mentor, Participant


@dataclass(frozen=True, slots=True)
class City:
    """`truth` is each mentor's real effect plus the city's mean: the expected value for a caseload like the whole city."""

    evidence: Evidence
    truth: dict[str, float]
    team_truth: dict[str, float]
    raw: dict[str, float]


def simulate_city(
    seed: int,
    *,
    mentors: int = 63,
    teams: int = 11,
    participants: float = 27.0,
    tau: float = 5.0,
    omega: float = 2.5,
    sigma: float = 25.0,
    difficulty: float = 0.6,
    movers: float = 0.04,
    criterion: str = "outcome",
) -> City:
    """A city on a scale of about 0-100: residual SD `sigma`, mentor SD `tau`, team SD `omega`; `difficulty` is the SD between
    caseloads of the standardised covariates. A share `movers` of participants changed mentor during the year."""
    rng = np.random.default_rng(seed)
    team = np.arange(mentors) % max(teams, 1)
    effect = rng.normal(0, omega, max(teams, 1))[team] * (teams > 0) + rng.normal(0, tau, mentors)
    shift = rng.normal(0, difficulty, (mentors, 2))
    sizes = np.maximum(3, rng.poisson(participants, mentors))
    home = np.repeat(np.arange(mentors), sizes)
    n = len(home)
    baseline = rng.normal(0, 1, n) + shift[home, 0]
    age = rng.normal(0, 1, n) + shift[home, 1]
    sector = rng.choice(["C", "G", "I"], n, p=[0.3, 0.45, 0.25])
    woman = rng.random(n) < 0.6
    first = np.where(rng.random(n) < movers, rng.integers(1, 11, n), 12)
    second = rng.integers(0, mentors, n)
    share = first / 12
    fixed = 10.0 * baseline + 6.0 * age + 4.0 * (sector == "G") - 3.0 * (sector == "I") + 2.0 * woman
    y = (
        60
        + fixed
        - fixed.mean()
        + share * effect[home]
        + (1 - share) * effect[second]
        + rng.normal(0, sigma, n)
    )
    keys = [f"m{j:03d}" for j in range(mentors)]
    people = tuple(
        Participant(
            key=f"p{i:05d}",
            months=_months(keys[home[i]], keys[second[i]], float(first[i])),
            covariates=(
                ("baseline", float(baseline[i])),
                ("age", float(age[i])),
                ("sector", str(sector[i])),
                ("sex", "P" if woman[i] else "L"),
            ),
            values=((criterion, float(y[i])),),
        )
        for i in range(n)
    )
    truth = {key: 60 + float(effect[j]) for j, key in enumerate(keys)}
    names = [f"t{k:02d}" if teams else "" for k in team]
    raw = {key: float(y[home == j].mean()) for j, key in enumerate(keys)}
    rows = tuple(Mentor(key, f"place{j}", names[j]) for j, key in enumerate(keys))
    return City(Evidence(rows, people), truth, _team_means(truth, names), raw)


def _months(home: str, second: str, first: float) -> tuple[tuple[str, float], ...]:
    """The year's months by mentor; those who moved spent what was left of it with the second."""
    return ((home, first), (second, 12 - first)) if first < 12 else ((home, 12.0),)


def _team_means(truth: dict[str, float], teams: list[str]) -> dict[str, float]:
    """`teams` is each mentor's, in the order of `truth`."""
    return {
        t: float(np.mean([value for value, own in zip(truth.values(), teams, strict=True) if own == t]))
        for t in set(teams)
    }
