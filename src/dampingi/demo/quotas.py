"""How many places, waiting and rejected applicants each kelurahan has, so that the totals come out exactly."""

from dataclasses import dataclass

import numpy as np

from dampingi.demo.dice import stream
from dampingi.demo.sizes import Size


@dataclass(frozen=True)
class Intake:
    """Counts per kelurahan."""

    places: np.ndarray
    waiting: np.ndarray
    rejected: np.ndarray
    withdrawals: np.ndarray


def draw_intake(size: Size, seed: int, kelurahan: int) -> Intake:
    """Places are what is left of the participants after those who replace someone who withdrew."""
    dice = stream(seed, "quotas")
    weight = dice.gamma(9, 1, kelurahan)
    withdrawals = dice.multinomial(size.withdrawals, np.full(kelurahan, 1 / kelurahan))
    mean = size.participants / kelurahan
    waiting = np.where(dice.random(kelurahan) < 0.12, 0, dice.poisson(mean * 0.13, kelurahan))
    rejected = dice.poisson(mean * 0.09, kelurahan)
    replaced = int(np.minimum(withdrawals, waiting).sum())
    places = apportion(size.participants - replaced, weight)
    return Intake(places, waiting, rejected, withdrawals)


def apportion(total: int, weight: np.ndarray) -> np.ndarray:
    """Whole numbers in proportion to `weight` that add up to `total` (largest remainders)."""
    exact = total * weight / weight.sum()
    whole = np.floor(exact).astype(int)
    rest = np.argsort(whole - exact, kind="stable")[: total - int(whole.sum())]
    whole[rest] += 1
    return whole
