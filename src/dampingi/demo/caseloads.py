"""Who accompanies whom and when: the kelurahan's mentor, or for hard cases one from the kecamatan or the city."""

import datetime
from dataclasses import dataclass, field

import numpy as np

from dampingi.demo.calendars import Year, add_months
from dampingi.demo.dice import stream
from dampingi.demo.places import Places

KELURAHAN_SHARE, KECAMATAN_SHARE = 0.86, 0.55


@dataclass(frozen=True)
class Handover:
    """From that day the participants belong to the mentor. Indices into the participants and the mentors."""

    on: datetime.date
    pairs: tuple[tuple[int, int], ...]
    note: str


@dataclass
class Caseloads:
    """`first` mentor per participant, then the handovers in the order of their days."""

    first: np.ndarray
    handovers: list[Handover] = field(default_factory=list)

    def on(self, day: datetime.date) -> np.ndarray:
        """The mentor of each participant that day, whether or not they are in the programme then."""
        current = self.first.copy()
        for handover in self.handovers:
            if handover.on <= day:
                for participant, mentor in handover.pairs:
                    current[participant] = mentor
        return current


def draw_caseloads(
    *, places: Places, place: np.ndarray, ease: np.ndarray, city_mentors: int, year: Year, seed: int
) -> Caseloads:
    """`place`: kelurahan of each participant; `ease`: log odds of passing under an average mentor."""
    dice = stream(seed, "caseloads")
    kelurahan, kecamatan = len(places.kelurahan), len(places.kecamatan)
    of = places.kecamatan_index()
    first = place.copy()
    most = round(KELURAHAN_SHARE * len(place) / kelurahan)
    for k in range(kelurahan):
        here = np.flatnonzero(place == k)
        hard_first = here[np.argsort(ease[here] + dice.normal(0, 1.2, len(here)), kind="stable")]
        handed_up = hard_first[: max(0, len(here) - most)]
        to_kecamatan = dice.random(len(handed_up)) < KECAMATAN_SHARE
        city = kelurahan + kecamatan + of[k] % city_mentors
        first[handed_up] = np.where(to_kecamatan, kelurahan + of[k], city)
    loads = Caseloads(first)
    _leaves(loads, dice, year, kelurahan, of)
    _balance(loads, dice, year, kelurahan, of[place])
    loads.handovers.sort(key=lambda h: h.on)
    return loads


def _leaves(loads: Caseloads, dice, year: Year, kelurahan: int, of: np.ndarray) -> None:
    """Some mentors of kelurahan are away for two months; the kecamatan's mentor stands in and hands back."""
    for k in dice.choice(kelurahan, max(1, kelurahan // 30), replace=False):
        members = np.flatnonzero(loads.first == k)
        start = year.on(int(dice.integers(5, 8)), 1)
        away = tuple((int(p), int(kelurahan + of[k])) for p in members)
        loads.handovers.append(Handover(start, away, "Pendamping cuti dua bulan."))
        back = tuple((int(p), int(k)) for p in members)
        loads.handovers.append(Handover(add_months(start, 2), back, "Pendamping kembali bertugas."))


def _balance(loads: Caseloads, dice, year: Year, kelurahan: int, kecamatan: np.ndarray) -> None:
    """A few participants change to the kecamatan's mentor for good, who has never had them before."""
    away = {p for h in loads.handovers for p, _m in h.pairs}
    candidates = [p for p in np.flatnonzero(loads.first < kelurahan) if p not in away]
    for p in dice.choice(candidates, max(1, len(candidates) // 120), replace=False):
        day = year.on(int(dice.integers(4, 9)), 1)
        loads.handovers.append(
            Handover(day, ((int(p), int(kelurahan + kecamatan[p])),), "Beban diseimbangkan.")
        )
