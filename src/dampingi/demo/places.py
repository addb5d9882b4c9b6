"""Where the demo happens: a real city's kecamatan and kelurahan, with addresses nobody lives at."""

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dampingi.demo.content import read
from dampingi.demo.dice import stream
from dampingi.demo.outlines import invented_outlines
from dampingi.demo.sizes import Size
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import below

CITY = "32.76"
SPREAD = 0.0022
"""Degrees around a kelurahan's middle at which businesses lie: one or two of a hundred fall outside its outline, as in life."""
_CENTRES = {  # rough middles of Depok's kecamatan, in degrees
    "32.76.01": (-6.402, 106.802),
    "32.76.02": (-6.368, 106.868),
    "32.76.03": (-6.405, 106.762),
    "32.76.04": (-6.372, 106.778),
    "32.76.05": (-6.392, 106.848),
    "32.76.06": (-6.372, 106.822),
    "32.76.07": (-6.428, 106.792),
    "32.76.08": (-6.422, 106.840),
    "32.76.09": (-6.336, 106.784),
    "32.76.10": (-6.428, 106.882),
    "32.76.11": (-6.398, 106.738),
}


@dataclass(frozen=True)
class Kelurahan:
    code: str
    name: str
    kecamatan: str
    latitude: float
    longitude: float
    market_day: int
    """Weekday (0 Monday) of the kecamatan's weekly market."""


@dataclass(frozen=True)
class Places:
    kelurahan: tuple[Kelurahan, ...]
    kecamatan: dict[str, str]
    """code -> name"""
    outlines: dict[str, Any] = field(default_factory=dict, compare=False)
    """Kelurahan code -> invented polygon (longitude, latitude); a kelurahan's position is its polygon's middle."""
    region: str = CITY
    """The city, kabupaten or province they lie in."""

    def kecamatan_index(self) -> np.ndarray:
        """Per kelurahan, the place of its kecamatan."""
        order = {code: i for i, code in enumerate(self.kecamatan)}
        return np.array([order[k.kecamatan] for k in self.kelurahan])


def places_of(size: Size, seed: int) -> Places:
    """The city's first kecamatan and, of each in turn, its first kelurahan, as many as the size asks for."""
    dice = stream(seed, "places")
    kecamatan = {r.code: r.name for r in below(CITY, 3)[: size.kecamatan]}
    each = -(-size.kelurahan // len(kecamatan))
    regions = below(CITY, 4)
    if size.kelurahan < len(regions):
        regions = [r for k in kecamatan for r in [r for r in regions if ancestor(r.code, 3) == k][:each]]
    market = {k: int(dice.integers(0, 7)) for k in kecamatan}
    inside = {k: [r.code for r in regions if ancestor(r.code, 3) == k] for k in kecamatan}
    outlines = invented_outlines({k: _CENTRES[k] for k in kecamatan}, inside, seed)
    found = []
    for r in regions:
        kec, middle = ancestor(r.code, 3), outlines[r.code].centroid
        found.append(Kelurahan(r.code, r.name, kec, middle.y, middle.x, market[kec]))
    return Places(tuple(found), kecamatan, outlines)


def some_places(region: str, within: Sequence[str], kecamatan: int, kelurahan: int, seed: int) -> Places:
    """Of each kabupaten/kota in `within` the first kecamatan, and of each of those the first kelurahan or desa, near its rough middle."""
    dice, called, found = stream(seed, f"places/{region}"), {}, []
    for city in within:
        for district in below(city, 3)[:kecamatan]:
            called[district.code] = district.name
            middle = np.array(read("middles")[city]) + dice.uniform(-0.06, 0.06, 2)
            market = int(dice.integers(0, 7))
            for r in below(district.code, 4)[:kelurahan]:
                y, x = middle + dice.uniform(-0.02, 0.02, 2)
                found.append(Kelurahan(r.code, r.name, district.code, float(y), float(x), market))
    return Places(tuple(found), called, region=region)


def address(rng: random.Random) -> str:
    words = read("trades")
    if rng.random() < 0.7:
        street = f"Jl. {rng.choice(words['streets'])}"
        street += f" {rng.choice(('I', 'II', 'III', 'Raya', 'Dalam'))}" if rng.random() < 0.3 else ""
    else:
        street = f"Gg. {rng.choice(words['lanes'])}"
    return f"{street} No. {rng.randint(1, 148)} RT {rng.randint(1, 9):02}/RW {rng.randint(1, 18):02}"


def phone(rng: random.Random) -> str:
    """A well-formed mobile number from a block (0899-000x) that is not handed out to subscribers."""
    return f"+62899000{rng.randint(0, 99_999):05}"


def nik(rng: random.Random, born_on: datetime.date, *, woman: bool) -> str:
    """Formed like a NIK, but no province has the code 99: it can be nobody's."""
    day = born_on.day + (40 if woman else 0)
    area = f"99{rng.randint(1, 79):02}{rng.randint(1, 30):02}"
    return f"{area}{day:02}{born_on:%m%y}{rng.randint(1, 9999):04}"


def near(rng: random.Random, kelurahan: Kelurahan) -> tuple[float, float]:
    return kelurahan.latitude + rng.gauss(0, SPREAD), kelurahan.longitude + rng.gauss(0, SPREAD)
