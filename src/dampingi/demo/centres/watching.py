"""The province watches its kabupaten and kota and plans the next year: what people ask for, problems handed up, a quarter's round, the plan and its forum."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from dampingi.demo.centres.scene import Centres
from dampingi.demo.content import read
from dampingi.demo.personas import BELITUNG, CENTRE
from dampingi.demo.steps import aspiring, planning
from dampingi.insight.rounds import actions as rounds
from dampingi.insight.rounds.models import Entry, Kind
from dampingi.insight.rounds.periods import offered
from dampingi.records.problems import actions as problems
from dampingi.records.problems.intake import ProblemIntake
from dampingi.records.programmes.rosters import today_in

DAY = datetime.timedelta(days=1)


def watch(b: Centres) -> None:
    with _parts(b):
        for step in (aspiring.hear, _hand_up, _ask, _plan):
            b.clock.set(b.today)
            step(b)


def _plan(b: Centres) -> None:
    """Without a floor for each kecamatan: a province has too many for one budget."""
    planning.plan(b, floor=0)


@contextmanager
def _parts(b: Centres) -> Iterator[None]:
    """Who plays the parts of the city's personas here."""
    b.users |= {"penyelenggara": b.users["dinas-babel"], "kepala": b.users["kepala-babel"]}
    yield
    del b.users["penyelenggara"], b.users["kepala"]


def _hand_up(b: Centres) -> None:
    """Belitung notes what stands in its way; one of it the province has answered."""
    office = b.persona("dinas-belitung")
    for told in read("centres")["problems"]:
        on = b.today - told["days"] * DAY
        b.clock.set(on)
        words = {key: told[key] for key in ("title", "what", "cause", "topic", "matter")}
        made = problems.note_problem(by=office, said=ProblemIntake(BELITUNG, noted_on=on, **words)).id
        if "asks" in told:
            problems.hand_up(by=office, problem=made, text=told["asks"])
        if "answer" in told:
            b.clock.set(on + 14 * DAY)
            problems.answer(by=b.persona("dinas-babel"), problem=made, kind="decided", text=told["answer"])


def _ask(b: Centres) -> None:
    """A quarter's round to all seven: only Belitung has people here, and waits to be checked; the others report by sheet."""
    by, told, today = b.persona("dinas-babel"), read("centres")["round"], today_in(CENTRE)
    made = rounds.open_round(
        by=by, region=CENTRE, period=offered(Kind.QUARTERLY, today)[1].code, indicators=(), asked=told["asked"],
        due_on=today + 14 * DAY, note=told["note"],
    )  # fmt: skip
    entry = Entry.objects.unscoped("the demo's round").get(round=made, region=BELITUNG)
    office = b.persona("dinas-belitung")
    saved = rounds.save_entry(by=office, entry=entry.id, answers=told["answers"], seen=0)
    rounds.submit_entry(by=office, entry=entry.id, seen=saved.revision)
