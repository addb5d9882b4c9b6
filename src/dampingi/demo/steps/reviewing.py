"""The programme evaluated: a rule on who left, the rates frozen when the outcomes were in and at the end, and the table of its theory judged."""

import datetime
from decimal import Decimal

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.insight.lessons.actions import add_factor, withdraw_factor, withdraw_lesson, write_lesson
from dampingi.insight.monitoring.queries import values
from dampingi.insight.passing.actions import lock_standard, mark_participants
from dampingi.insight.passing.standards import proposed
from dampingi.insight.reviews import actions
from dampingi.insight.reviews.listing import share
from dampingi.insight.reviews.models import Freeze
from dampingi.insight.theory.actions import judge_row, publish_theory
from dampingi.insight.theory.models import Theory
from dampingi.insight.theory.rows import shipped

FIRST = (11, 9)
PLANNED = {
    "indikator:visits_per_participant": "1", "indikator:stage_timeliness": "0.75", "angka:attendance": "0.8", "angka:tasks": "1",
    "indikator:new_nib": "0.4", "angka:passed": "0.8", "angka:growth": "0.5", "indikator:weeks_with_sales": "0.85",
}  # fmt: skip
"""What the rows' plans say in words."""


def review(b: Building) -> None:
    office, words = b.persona("penyelenggara"), read("speech")["review"]
    b.clock.set(b.year.on(2, 1))
    actions.publish_exit_rule(by=office, programme=b.programme, days=45, replaced=True, reason=words["rule"])
    first = b.year.on(*FIRST)
    if first < b.today:
        b.clock.set(first + datetime.timedelta(days=1))
        actions.freeze_rates(by=office, programme=b.programme, as_of=first, note=words["first"])
    b.clock.set(b.today)
    actions.freeze_rates(by=office, programme=b.programme, as_of=b.today, note=words["end"])


def mark(b: Building) -> None:
    """The head locks what passing asks before mentoring begins; the office marks everybody at the end."""
    words = read("speech")["review"]
    b.clock.set(b.year.on(2, 1))
    lock_standard(by=b.persona("kepala"), programme=b.programme, body=proposed(), reason=words["standard"])
    b.clock.set(b.today)
    mark_participants(
        by=b.persona("penyelenggara"), programme=b.programme, as_of=b.today, note=words["marked"]
    )


def judge(b: Building) -> None:
    """Edition 1 as shipped, 2 with the clinic; the office and the head judge most rows, as the findings are."""
    theory, words = _theory(b), read("speech")["review"]
    b.clock.set(b.today)
    told = _found(b)
    for row in theory.rows:
        verdict = _verdict(row["source"], told)
        if verdict:
            by = b.persona("kepala" if row["level"] in ("outcome", "impact") else "penyelenggara")
            judge_row(by=by, theory=theory, row=row["code"], verdict=verdict, reason=words[verdict])
        elif row["code"] == "funds":
            judge_row(
                by=b.persona("penyelenggara"), theory=theory, row=row["code"], verdict="reached", reason=words["funds"],
                evidence=words["funds_evidence"],
            )  # fmt: skip


def _theory(b: Building) -> Theory:
    office, words = b.persona("penyelenggara"), read("speech")["review"]
    b.clock.set(b.year.on(2, 1))
    publish_theory(by=office, programme=b.programme, rows=shipped(), base=0)
    b.clock.set(b.year.on(3, 2))
    clinic = {"level": "activity", "text": words["clinic"], "planned": words["clinic_planned"], "source": ""}
    return publish_theory(
        by=office, programme=b.programme, rows=[*shipped(), clinic], base=1, reason=words["clinic_because"]
    )


def _found(b: Building) -> dict[str, Decimal]:
    last = Freeze.objects.unscoped("the demo's own").filter(programme=b.programme).order_by("number").last()
    told = {f"angka:{code}": share(n["all"]) for code, n in last.body["whole"]["rates"].items()}
    codes = [s.partition(":")[2] for s in PLANNED if s.startswith("indikator:")]
    figures = values(b.by, codes, programme=b.programme)
    return told | {f"indikator:{code}": figures.value(code) or Decimal(0) for code in codes}


def _verdict(source: str, told: dict[str, Decimal]) -> str:
    if source.startswith("dampak:turnover"):
        return "not_assessable"
    if source not in PLANNED:
        return ""
    reached = told[source] / Decimal(PLANNED[source])
    return "reached" if reached >= 1 else "partly" if reached >= Decimal("0.8") else "not_reached"


def learn(b: Building) -> None:
    """What people add to what is counted, and lessons for the next plan; the last of each is withdrawn."""
    words, next_year = read("speech")["review"], b.year.year + 1
    b.clock.set(b.today)
    about = {"by": b.persona("penyelenggara"), "programme": b.programme}
    factors = [add_factor(**about, **told) for told in words["factors"]]
    lessons = [write_lesson(**about, **told, for_year=next_year) for told in words["lessons"]]
    withdraw_factor(by=b.persona("penyelenggara"), factor=factors[1], reason=words["withdrawn"])
    withdraw_lesson(by=b.persona("kepala"), lesson=lessons[-1], reason=words["lesson_withdrawn"])
