"""The same questions to those accepted and to those beyond the quota, before the programme and twice since."""

import datetime

import numpy as np

from dampingi.demo.building import Building
from dampingi.demo.crowd import Applicant
from dampingi.demo.dice import stream
from dampingi.demo.lives import USUAL_TURNOVER
from dampingi.demo.steps.growth import YEARLY
from dampingi.records.surveys.actions import answer, open_survey
from dampingi.records.surveys.figures import key, months
from dampingi.records.surveys.intake import AnswerIntake
from dampingi.records.surveys.models import Respondent

WAVES = (
    ("Survei awal", (-1, 11), (0, 1), (2, 20)),
    ("Survei tengah tahun", (0, 6), (0, 7), (8, 20)),
    ("Survei akhir", (0, 9), (0, 10), (11, 20)),
)
"""(name, first month, last month as (years from the programme's, month), day of asking)"""
PER_SIDE = 6
ANSWERS = (0.95, 0.88, 0.86)
"""The share that answers, the same on both sides."""


def ask(b: Building) -> None:
    """Somebody who accompanies nobody asks. What those beyond the quota answer follows from their own year, without the programme."""
    dice = stream(b.seed, "surveys")
    people = {a.person.id: (n, a) for n, a in enumerate(b.applicants)}
    joined = {e.person_id: n for n, e in enumerate(b.enrolments)}
    bent = dice.normal(0, 0.1, len(b.applicants))
    for (name, first, last, day), share in zip(WAVES, ANSWERS, strict=True):
        on = b.year.on(*day)
        if on > b.today:
            break
        b.clock.set(on)
        asked = months(_month(b, first), _month(b, last))
        survey = open_survey(
            by=b.persona("penyelenggara"), programme=b.programme, name=name, first_month=asked[0], last_month=asked[-1],
            closes_on=min(on + datetime.timedelta(days=30), b.year.on(12, 31)), per_side=PER_SIDE, seed=b.seed, today=on,
        )  # fmt: skip
        rows = survey.respondents.select_related("application__person").order_by(
            "region", "application__person__key", "application__applied_on", "application__person__id"
        )
        for respondent in rows:
            n, applicant = people[respondent.application.person_id]
            here = joined.get(respondent.application.person_id)
            said = {key(m): _figures(b, applicant, here, m, bent[n], dice) for m in asked}
            _note(b, respondent, said, on, float(dice.random()) / share)


def _month(b: Building, at: tuple[int, int]) -> datetime.date:
    return datetime.date(b.year.year + at[0], at[1], 1)


def _note(b: Building, respondent: Respondent, said: dict, on: datetime.date, luck: float) -> None:
    state = "answered" if luck < 1 else "absent" if luck < 1.05 else "refused"
    by = b.persona("inspektorat" if respondent.application.person.name < "M" else "penyelenggara")
    intake = AnswerIntake(
        1, state, on, "phone" if state == "answered" else "", said if state == "answered" else {}
    )
    answer(by=by, respondent=respondent.id, said=intake, today=on)


def _figures(
    b: Building,
    a: Applicant,
    joined: int | None,
    month: datetime.date,
    bent: float,
    dice: np.random.Generator,
) -> dict[str, int]:
    """Both sides have the same season and the same luck; taking part adds what `lives` and `growth` say the mentors add."""
    since = (month.year - b.year.year) * 12 + month.month - 1
    share = max(0.0, since) / 10
    taking_part = joined is not None and month >= b.enrolments[joined].enrolled_on.replace(day=1)
    gain = YEARLY + float(b.lives.push[joined]) if taking_part and joined is not None else 0.0
    shop = a.shop
    start = np.log(shop.turnover if shop else USUAL_TURNOVER * 0.35)
    noise, more = dice.normal(0, 0.13), dice.random(3)
    turnover = float(np.exp(start + gain * share + bent * share + noise)) * b.year.sales(
        month, shop.sector if shop else "kuliner"
    )
    weeks = 4 - int(more[0] < 0.30 - 0.18 * share * taking_part) - int(more[1] < 0.10)
    return {
        "turnover": int(round(turnover, -4)),
        "weeks": weeks,
        "workers": (shop.workers if shop else 1) + int(max(0.0, gain) * share * 2.6 + 0.95 * float(more[2])),
        "channels": (shop.channels if shop else 1) + int(taking_part and share > float(more[2])),
    }
