"""The people of the demo: those who apply to the programme, and the rest of the city's register."""

import datetime
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from dampingi.demo import shops
from dampingi.demo.calendars import Year
from dampingi.demo.content import read
from dampingi.demo.dice import picker, stream
from dampingi.demo.names import misspelt, person_name
from dampingi.demo.places import Kelurahan, Places, address, near, nik, phone
from dampingi.demo.quotas import Intake
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake

WOMEN = 0.64
WITHOUT_BUSINESS = 0.07
PRIORITIES = ("", "laid_off", "extreme_poverty", "disability")


@dataclass(frozen=True, slots=True)
class Applicant:
    """Someone who asks to join; `place` is the index of their kelurahan, `shop` None while they have no business."""

    person: PersonIntake
    business: BusinessIntake | None
    shop: shops.Shop | None
    place: int
    priority: str
    scheme: str
    criteria_met: tuple[str, ...]
    door: str
    idea: str
    applied_on: datetime.date
    qualified: bool


@dataclass(frozen=True)
class Neighbourhood:
    """What makes the caseloads of some kelurahan harder than others."""

    luck: float
    need: float
    """Share of applicants from a priority group."""


def neighbourhoods(places: Places, seed: int) -> list[Neighbourhood]:
    dice = stream(seed, "neighbourhoods")
    kecamatan = dice.normal(0, 0.22, len(places.kecamatan))[places.kecamatan_index()]
    luck = kecamatan + dice.normal(0, 0.38, len(places.kelurahan))
    need = np.clip(0.16 - 0.14 * luck + dice.normal(0, 0.05, len(luck)), 0.02, 0.55)
    return [Neighbourhood(float(a), float(b)) for a, b in zip(luck, need, strict=True)]


class Crowd:
    """Makes people and their businesses, with ids of their own so that nothing has to be looked up again."""

    def __init__(self, *, seed: int, year: Year, places: Places, new_id: Callable[[], uuid.UUID]) -> None:
        self.year, self.places, self.new_id = year, places, new_id
        self.rng = picker(seed, "crowd")
        self.around = neighbourhoods(places, seed)

    def applicants(self, intake: Intake) -> list[Applicant]:
        """Per kelurahan the qualified first, then those whom the criteria turn away."""
        found = []
        for place in range(len(self.places.kelurahan)):
            good = int(intake.places[place] + intake.waiting[place])
            found += [self._applicant(place, qualified=True) for _i in range(good)]
            found += [self._applicant(place, qualified=False) for _i in range(intake.rejected[place])]
        return found

    def others(self, count: int) -> list[BusinessIntake]:
        """Businesses on the register that never applied, entered from older lists: less is known of them."""
        return [self._other(self.rng.randrange(len(self.places.kelurahan))) for _i in range(count)]

    def repeat(self, known: BusinessIntake) -> BusinessIntake:
        """The same business as another desk wrote it down."""
        assert known.owner
        owner = replace(
            known.owner, name=misspelt(self.rng, known.owner.name), id=self.new_id(), nik="", born_on=None
        )
        name = misspelt(self.rng, known.name) if self.rng.random() < 0.6 else known.name
        kept = self.rng.random() < 0.6
        return replace(
            known, id=self.new_id(), owner=owner, name=name, phone=known.phone if kept else "", nib=""
        )

    def _applicant(self, place: int, *, qualified: bool) -> Applicant:
        rng, around = self.rng, self.around[place]
        woman = rng.random() < WOMEN
        person, call = self._person(place, woman=woman)
        shop = None if rng.random() < WITHOUT_BUSINESS else self._shop(place, call, woman=woman)
        priority = rng.choices(PRIORITIES[1:], (50, 38, 12))[0] if rng.random() < around.need else ""
        scheme = "WUB-P" if woman and rng.random() < 0.3 else "WUB"
        return Applicant(
            person=person,
            business=shop and self._business(place, person, shop),
            shop=shop,
            place=place,
            priority=priority,
            scheme=scheme,
            criteria_met=self._criteria(scheme, qualified),
            door=rng.choices(("online", "desk", "paper"), (62, 28, 10))[0],
            idea=f"mengembangkan {shop.product}" if shop else rng.choice(read("trades")["people_without"]),
            applied_on=self.year.on(1, rng.randint(5, 23)),
            qualified=qualified,
        )

    def _criteria(self, scheme: str, qualified: bool) -> tuple[str, ...]:
        needed = ["ktp", "warga", "bukan_asn"] + (["rekomendasi"] if scheme == "WUB-P" else [])
        if not qualified:
            needed.remove(self.rng.choice(needed))
        return (*needed, "belum_pernah") if self.rng.random() < 0.9 else tuple(needed)

    def _person(self, place: int, *, woman: bool) -> tuple[PersonIntake, str]:
        rng = self.rng
        named = person_name(rng, woman=woman)
        born = self.year.on(6, 1) - datetime.timedelta(
            days=int(365.25 * min(67, max(19, rng.gauss(39, 9.5))))
        )
        intake = PersonIntake(
            id=self.new_id(),
            name=named.full,
            region=self.places.kelurahan[place].code,
            sex="P" if woman else "L",
            born_on=born,
            phone=phone(rng),
            address=address(rng),
            nik=nik(rng, born, woman=woman),
        )
        return intake, named.call

    def _shop(self, place: int, call: str, *, woman: bool) -> shops.Shop:
        luck = self.around[place].luck + self.rng.gauss(0, 0.55)
        return shops.shop(self.rng, call, woman=woman, year=self.year.year, luck=luck)

    def _business(self, place: int, person: PersonIntake, shop: shops.Shop) -> BusinessIntake:
        rng = self.rng
        latitude, longitude = _position(rng, self.places.kelurahan[place])
        licensed = rng.random() < 0.31 + 0.02 * min(10, self.year.year - shop.started_year)
        return BusinessIntake(
            id=self.new_id(),
            owner_id=person.id,
            name=shop.name,
            region=person.region,
            address=person.address if rng.random() < 0.75 else address(rng),
            sector=shop.sector,
            kbli=shop.kbli,
            kbli_edition="2020" if shop.kbli else "",
            product=shop.product,
            phone=person.phone,
            nib=shops.nib(rng, datetime.date(max(shop.started_year, 2019), rng.randint(1, 12), 9))
            if licensed
            else "",
            started_year=shop.started_year,
            capital=shop.capital,
            annual_sales=int(round(shop.turnover * 12, -6)),
            workers=shop.workers,
            latitude=latitude,
            longitude=longitude,
        )

    def _other(self, place: int) -> BusinessIntake:
        rng = self.rng
        woman = rng.random() < 0.55
        person, call = self._person(place, woman=woman)
        known = self._business(place, person, self._shop(place, call, woman=woman))
        if rng.random() < 0.7:
            person = replace(person, nik="", born_on=None)
        gaps = {"owner": person, "owner_id": None, "latitude": None, "longitude": None, "nib": known.nib}
        if rng.random() < 0.35:
            gaps |= {"capital": None, "annual_sales": None, "kbli": "", "kbli_edition": ""}
        if rng.random() < 0.2:
            gaps |= {"phone": ""}
        return replace(known, **gaps)


def _position(rng: random.Random, kelurahan: Kelurahan):
    from decimal import Decimal

    return tuple(Decimal(f"{degrees:.6f}") for degrees in near(rng, kelurahan))
