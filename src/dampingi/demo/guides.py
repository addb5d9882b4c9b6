"""The mentors as they really are: skill, manner, diligence and honesty, drawn before anything happens."""

from dataclasses import dataclass

import numpy as np

from dampingi.demo.dice import stream
from dampingi.demo.places import Places
from dampingi.demo.sizes import Size

PASS_EFFECT = 0.42
"""Log odds of passing per unit of skill: an intraclass correlation of about 0.05, as small as such effects are."""
GROWTH_EFFECT = 0.05
"""Log turnover over the year per unit of skill."""


@dataclass(frozen=True)
class Guides:
    """One entry per mentor: the kelurahan's in their order, then the kecamatan's, then the city's."""

    regions: tuple[str, ...]
    skill: np.ndarray
    effect: np.ndarray
    growth: np.ndarray
    competence: np.ndarray
    warmth: np.ndarray
    diligence: np.ndarray
    inflation: np.ndarray

    def __len__(self) -> int:
        return len(self.regions)


def draw_guides(size: Size, places: Places, seed: int) -> Guides:
    """Skill is partly the kecamatan's team: teams can be told apart better than single mentors."""
    dice = stream(seed, "guides")
    regions = (*(k.code for k in places.kelurahan), *places.kecamatan, *[places.region] * size.city_mentors)
    count = len(regions)
    team = dice.normal(0, 1, len(places.kecamatan))
    of = np.concatenate([places.kecamatan_index(), np.arange(len(places.kecamatan))])
    shared = np.concatenate([team[of], dice.normal(0, 1, size.city_mentors)])
    skill = 0.45 * shared + np.sqrt(1 - 0.45**2) * dice.normal(0, 1, count)
    return Guides(
        regions=regions,
        skill=skill,
        effect=PASS_EFFECT * skill,
        growth=GROWTH_EFFECT * (0.8 * skill + 0.6 * dice.normal(0, 1, count)),
        competence=np.clip(3.3 + 0.22 * skill + 0.22 * dice.normal(0, 1, count), 1.2, 4.9),
        warmth=0.10 * skill + 0.08 * dice.normal(0, 1, count),
        diligence=np.exp(0.10 * skill + 0.16 * dice.normal(0, 1, count)),
        inflation=np.where(dice.random(count) < 0.12, 0.5, 1.0) * dice.beta(2.2, 6, count)
        + np.where(dice.random(count) < 0.1, 0.25, 0.0),
    )
