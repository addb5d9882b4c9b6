"""Kepulauan Bangka Belitung: eight provincial consultants in seven fields, and those of Belitung besides."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.demo.calendars import Year
from dampingi.demo.centres import clinic, consultants, deciding, evaluating, people, reporting, watching
from dampingi.demo.centres.scene import Centres
from dampingi.demo.clock import Clock
from dampingi.demo.ids import seeded_ids
from dampingi.demo.living import Progress, Step, alone, live_through, made_up
from dampingi.demo.personas import CENTRE
from dampingi.demo.places import some_places
from dampingi.demo.sizes import BABEL, CentresSize
from dampingi.demo.steps.people import give_passwords
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.queries import below

STEPS = (
    Step(_("Pengguna dan peran"), alone(people.office_people), (1, 2)),
    Step(_("Program dan konsultan"), alone(consultants.appoint_all), (1, 5)),
    Step(_("Instrumen dan penilaian"), alone(evaluating.begin), (1, 15)),
    Step(_("Target dan program kerja"), alone(consultants.agree), (1, 20)),
    Step(_("Daftar usaha"), alone(clinic.register), (1, 25)),
    Step(_("Klinik setahun"), alone(clinic.hold), (2, 1), 6),
    Step(_("Laporan bulanan"), alone(reporting.report), (2, 1), 4),
    Step(_("Penilaian konsultan"), alone(evaluating.evaluate), (10, 25), 3),
    Step(_("Penetapan"), alone(deciding.decide), (11, 16)),
    Step(_("Masalah, putaran, dan rencana kerja"), alone(watching.watch), (11, 19), 2),
    Step(_("Kata sandi demo"), alone(give_passwords), (11, 20)),
)


@dataclass(frozen=True)
class DemoCentres:
    """What was built. `seconds` per step, in order."""

    programme: str
    today: datetime.date
    seconds: dict[str, float] = field(compare=False)


def build(
    *, seed: int, today: datetime.date, progress: Progress, size: CentresSize = BABEL, folder: Path | None = None
) -> DemoCentres:  # fmt: skip
    """Build the centres into the current database, which has its tables and regions and is otherwise empty. All or nothing."""
    year = Year.seen_from(today)
    new_id, clock = seeded_ids(seed, today), Clock(year.on(1, 2))
    cities = [r.code for r in below(CENTRE, 2)]
    places = some_places(CENTRE, cities, size.kecamatan, size.kelurahan, seed)
    b = Centres(
        seed=seed,
        size=size,
        year=year,
        places=places,
        by=Actor.for_system("demo"),
        new_id=new_id,
        clock=clock,
    )
    with made_up(new_id, clock):
        seconds = live_through(b, STEPS, progress)
    progress(_now("Demo pusat layanan selesai"), 1.0)
    return DemoCentres(b.programme.code, b.today, seconds)
