"""Kalimantan Barat: fourteen kabupaten and kota, three years, and the province's office that watches."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.demo.calendars import Year
from dampingi.demo.clock import Clock
from dampingi.demo.ids import seeded_ids
from dampingi.demo.living import Progress, Step, alone, live_through, made_up
from dampingi.demo.personas import OF_PROVINCE
from dampingi.demo.provinces import office, opening, problems, rounds
from dampingi.demo.provinces.scene import CITIES, Province
from dampingi.demo.provinces.year import live_a_year
from dampingi.demo.sizes import KALBAR, ProvinceSize
from dampingi.demo.steps.people import give_passwords
from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.actors import Actor


@dataclass(frozen=True)
class DemoProvince:
    """What was built. `seconds` per step, in order."""

    programmes: tuple[str, ...]
    today: datetime.date
    seconds: dict[str, float] = field(compare=False)


def build(
    *, seed: int, today: datetime.date, progress: Progress, size: ProvinceSize = KALBAR, folder: Path | None = None
) -> DemoProvince:  # fmt: skip
    """Build the province into the current database, which has its tables and regions and is otherwise empty. All or nothing."""
    last = Year.seen_from(today)
    earlier = (Year(y, datetime.date(y, 12, 12)) for y in range(last.year - size.years + 1, last.year))
    years = (*earlier, last)
    new_id, clock = seeded_ids(seed, today), Clock(years[0].on(1, 2))
    p = Province(
        seed=seed, size=size, year=last, years=years, by=Actor.for_system("demo"), new_id=new_id, clock=clock
    )
    with made_up(new_id, clock):
        seconds = live_through(p, _steps(size), progress)
    progress(_now("Demo provinsi selesai"), 1.0)
    return DemoProvince(tuple(b.programme.code for b in p.buildings), p.today, seconds)


def _steps(size: ProvinceSize) -> list[Step]:
    lived = [Step(city.place, _of_city(n), (1, 5), 3) for n, city in enumerate(CITIES[: size.cities])]
    return [
        Step(_("Pengguna dan peran"), alone(office_people), (1, 2)),
        *lived,
        Step(_("Satu dinas selengkapnya"), alone(office.run), (11, 20), 2),
        Step(_("Putaran pemantauan"), alone(rounds.ask), (11, 20), 6),
        Step(_("Masalah dan penyelesaiannya"), alone(problems.note), (11, 20)),
        Step(_("Data terbuka"), alone(opening.publish), (11, 20)),
        Step(_("Kata sandi demo"), alone(give_passwords), (11, 20)),
    ]


def office_people(p: Province) -> None:
    """The province's people, and the office of each kabupaten and kota."""
    p.clock.set(p.years[0].on(1, 2))
    for persona in OF_PROVINCE:
        user = add_user(
            by=p.by, login=persona.login, name=persona.name or persona.place, region=persona.within
        )
        assign(by=p.by, user=user, role=persona.role, region=persona.within, starts_on=p.years[0].on(1, 2))
        p.users[persona.key] = user


def _of_city(number: int) -> Callable[..., None]:
    """All years of one kabupaten or kota."""

    def run(p: Province) -> None:
        for year in p.years:
            live_a_year(p.building(CITIES[number], year))

    run.__name__ = CITIES[number].key
    return run
