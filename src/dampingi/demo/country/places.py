"""How many businesses each kelurahan and desa has: provinces by assumed shares, places within one by a heavy tail."""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

THOUSANDS: Mapping[str, int] = {
    "11": 420, "12": 1180, "13": 580, "14": 500, "15": 310, "16": 680, "17": 190, "18": 790, "19": 140, "21": 170,
    "31": 1230, "32": 4630, "33": 4130, "34": 530, "35": 4640, "36": 970, "51": 480, "52": 590, "53": 430,
    "61": 400, "62": 220, "63": 450, "64": 300, "65": 60, "71": 260, "72": 300, "73": 920, "74": 270, "75": 120, "76": 130,
    "81": 150, "82": 90, "91": 60, "92": 40, "93": 25, "94": 40, "95": 30, "96": 35,
}  # fmt: skip
"""Assumed: round thousands, of the order the Economic Census 2016 (BPS) found by province; Papua's division of 2022 is our guess."""
TAIL = 1.0
"""Assumed: the spread of the logarithm of a place's size. The largest tenth of a province's places then hold about two fifths of its businesses."""
URBAN = 5.0
"""Assumed: a kelurahan has so many times a desa's businesses."""

Sizes = dict[str, tuple[tuple[str, ...], npt.NDArray[np.int64]]]


def sizes(villages: Iterable[str], businesses: int, seed: int) -> Sizes:
    """city -> its villages and how many businesses each has; together exactly `businesses`. Codes are sorted."""
    codes = sorted(villages)
    draw = np.random.default_rng([seed, 0])
    weight = draw.lognormal(0.0, TAIL, len(codes))
    weight[[code[9] == "1" for code in codes]] *= URBAN
    provinces = np.array([code[:2] for code in codes])
    for province in np.unique(provinces):
        here = provinces == province
        weight[here] *= THOUSANDS.get(str(province), min(THOUSANDS.values())) / weight[here].sum()
    counts = shared_out(businesses, weight)
    found: dict[str, list[int]] = {}
    for n, code in enumerate(codes):
        found.setdefault(code[:5], []).append(n)
    return {city: (tuple(codes[n] for n in at), counts[at]) for city, at in found.items()}


def shared_out(whole: int, weight: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """By weight, in whole numbers that add up (largest remainders, Hare's quota)."""
    if not len(weight):
        return np.zeros(0, np.int64)
    exact = whole * weight / weight.sum()
    counts = np.floor(exact).astype(np.int64)
    rest = whole - int(counts.sum())
    counts[np.argsort(-(exact - counts), kind="stable")[:rest]] += 1
    return counts
