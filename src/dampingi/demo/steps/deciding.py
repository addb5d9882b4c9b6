"""The half-year's evaluation was decided: proposed by the organiser, approved and signed by the head, the minutes signed by the panel."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.personas import RATERS
from dampingi.demo.steps.contesting import of_year
from dampingi.insight.evaluation.models import Result
from dampingi.outcomes.decisions import actions
from dampingi.outcomes.decisions.actions.deciding import proposed
from dampingi.outcomes.decisions.intake import DecisionIntake, Plan
from dampingi.outcomes.decisions.models import Determination
from dampingi.outcomes.decisions.queries import current, results_of

OPENED, SIGNED = (8, 24), (8, 31)


def decide(b: Building) -> None:
    evaluation = of_year(b, ended=7)
    office, head = b.persona("penyelenggara"), b.persona("kepala")
    b.clock.set(b.year.on(*OPENED))
    found = actions.open_determination(by=office, evaluation=evaluation)
    actions.propose(by=office, determination=found, rows=_rows(b, found))
    _approve(b, found)
    actions.make_minutes(by=office, determination=found)
    b.clock.set(b.year.on(8, 26))
    for key in RATERS[:-1]:
        actions.sign_minutes(by=b.persona(key), determination=found)
    words = read("speech")["decided"]
    actions.note_absence(by=office, determination=found, rater=b.users[RATERS[-1]], why=words["absent"])
    b.clock.set(b.year.on(*SIGNED))
    actions.sign_decree(
        by=head, determination=found, basis="\n".join(words["basis"]), effective_on=b.year.on(9, 1)
    )


def _rows(b: Building, found: Determination) -> list[DecisionIntake]:
    """As computed; where the numbers propose nothing, people keep - but coach whoever had the lowest score, with a plan."""
    results = list(results_of(found))
    lowest = min(results, key=lambda r: r.body["score"])
    return [_row(b, r, coached=r == lowest) for r in results]


def _row(b: Building, result: Result, *, coached: bool) -> DecisionIntake:
    words, told = read("speech")["decided"], proposed(result)
    if coached or told == "coach":
        starts = b.year.on(9, 1)
        plan = Plan(words["goals"], starts, starts + datetime.timedelta(days=90), words["companion"])
        return DecisionIntake(result.subject_id, "coach", words["coach"], plan)
    if told in ("undecided", "replace"):
        return DecisionIntake(result.subject_id, "keep", words["keep"])
    return DecisionIntake(result.subject_id, told)


def _approve(b: Building, found: Determination) -> None:
    head, rows = b.persona("kepala"), list(current(found))
    kept = [d.id for d in rows if d.key == "keep"]
    for ids in ([kept] if kept else []) + [[d.id] for d in rows if d.key != "keep"]:
        actions.approve(by=head, determination=found, decisions=ids)
