"""How big a demo city is built."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Counts of what is built. `participants` counts all who ever took part, replacements included."""

    name: str
    kecamatan: int
    kelurahan: int
    """At most so many, taken evenly from the kecamatan."""
    city_mentors: int
    participants: int
    businesses: int
    withdrawals: int
    repeats: int


DEPOK = Size("depok", 11, 63, 7, 2_114, 6_024, 66, 140)
SMALL = Size("kecil", 2, 6, 2, 60, 150, 4, 6)


@dataclass(frozen=True)
class CentresSize:
    """A province's service centres: businesses on its register, and how many each consultant sees on a clinic day."""

    name: str
    kecamatan: int
    """Of each kabupaten/kota; `kelurahan` of each of those."""
    kelurahan: int
    businesses: int
    a_day: int


BABEL = CentresSize("babel", 2, 3, 420, 6)
BABEL_SMALL = CentresSize("babel kecil", 1, 2, 90, 2)


@dataclass(frozen=True)
class ProvinceSize:
    """A province of which every kabupaten and kota has a programme of one size each year."""

    name: str
    of_city: Size
    years: int = 3
    cities: int = 14
    """So many of them, in the order of their codes, have programmes."""


KALBAR = ProvinceSize("kalbar", Size("kabupaten", 2, 4, 1, 20, 34, 1, 0))
KALBAR_SMALL = ProvinceSize("kalbar kecil", Size("kabupaten kecil", 1, 2, 1, 6, 10, 1, 0))
