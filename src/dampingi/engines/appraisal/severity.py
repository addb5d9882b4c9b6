"""How strict each rater is, and what the panel says once that is taken out.

Additive many-facet model on the panel's 0-100 scores: y_rj = theta_j - severity_r + e_rj (a linear form of Linacre's many-facet
model, 1989), by least squares with raters as nuisance columns. Severities are only comparable where mentors seen by both link
two raters, so the bipartite graph of raters and mentors must be connected; its parts are reported.
"""

import dataclasses
from dataclasses import dataclass

import numpy as np

from .casemix import Signal, project_out
from .fit import Fit, fits
from .randomness import Array


@dataclass(frozen=True, slots=True)
class RaterSeverity:
    """Points of 100 that this rater gives below (positive) or above (negative) the panel's average; `group` is the connected part.
    `se` is None where nobody was rated by two: then nothing tells a strict rater from a weak mentor. `infit`, `outfit`, `unlike`: see
    `fit.Fit`."""

    rater: str
    severity: float
    se: float | None
    ratings: int
    group: int
    infit: float | None = None
    outfit: float | None = None
    unlike: bool = False


@dataclass(frozen=True, slots=True)
class PanelFit:
    signal: Signal
    raters: tuple[RaterSeverity, ...]
    groups: int


def fit_panel(rows: tuple[tuple[str, str, float], ...], mentors: tuple[str, ...]) -> PanelFit:
    """`rows`: (rater, mentor, score on 0-100), one per rater and mentor."""
    raters = tuple(sorted({r for r, _, _ in rows}))
    r_index, m_index = {r: i for i, r in enumerate(raters)}, {m: i for i, m in enumerate(mentors)}
    y = np.array([score for _, _, score in rows], dtype=np.float64)
    by_rater = np.zeros((len(rows), len(raters)))
    by_mentor = np.zeros((len(rows), len(mentors)))
    for i, (rater, mentor, _) in enumerate(rows):
        by_rater[i, r_index[rater]] = 1
        by_mentor[i, m_index[mentor]] = 1
    centred = by_rater - by_rater.mean(axis=0)
    signal = project_out(y, by_mentor, centred)
    parts = connected_parts([(r, m) for r, m, _ in rows])
    severities = _severities(y, by_rater, by_mentor, signal, raters, parts)
    return PanelFit(signal, severities, len(set(parts.values())))


def with_fit(panel: PanelFit, rows: tuple[tuple[str, str, float], ...]) -> tuple[RaterSeverity, ...]:
    """The panel's raters with how well their scores follow the model they were estimated by."""
    found = fits(np.array([y for _, _, y in rows]), ([r for r, _, _ in rows], [m for _, m, _ in rows]), by=0)
    told: dict[str, Fit] = {f.of: f for f in found}
    return tuple(
        dataclasses.replace(
            r, infit=told[r.rater].infit, outfit=told[r.rater].outfit, unlike=told[r.rater].unlike
        )
        for r in panel.raters
    )


def _severities(
    y: Array,
    by_rater: Array,
    by_mentor: Array,
    signal: Signal,
    raters: tuple[str, ...],
    parts: dict[str, int],
) -> tuple[RaterSeverity, ...]:
    """Least-squares severities, centred inside each connected part."""
    counts = by_mentor.sum(axis=0)
    seen = by_mentor[:, counts > 0]
    free = by_rater - seen @ ((seen.T @ by_rater) / counts[counts > 0][:, None])
    inverse = np.linalg.pinv(free.T @ free, rcond=1e-9, hermitian=True)
    severity = -(inverse @ (free.T @ y))
    group = np.array([parts[r] for r in raters])
    for part in np.unique(group):
        severity[group == part] -= severity[group == part].mean()
    told = signal.df > 0
    se = np.sqrt((signal.s2 if told else 0.0) * np.maximum(np.diag(inverse), 0))
    return tuple(
        RaterSeverity(
            r, float(severity[i]), float(se[i]) if told else None, int(by_rater[:, i].sum()), int(group[i])
        )
        for i, r in enumerate(raters)
    )


def connected_parts(pairs: list[tuple[str, str]]) -> dict[str, int]:
    """Number of the connected part each rater belongs to, numbered by their smallest rater."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for rater, mentor in pairs:
        a, b = root(f"r{rater}"), root(f"m{mentor}")
        parent[max(a, b)] = min(a, b)
    raters = sorted({r for r, _ in pairs})
    numbers: dict[str, int] = {}
    return {r: numbers.setdefault(root(f"r{r}"), len(numbers)) for r in raters}
