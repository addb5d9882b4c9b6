import datetime

import pytest
from tests.records.conftest import FEBRUARY, HERE, NEXT, SYSTEM
from tests.records.town import TODAY

from dampingi.records.businesses.actions import register_persons
from dampingi.records.businesses.intake import PersonIntake
from dampingi.records.programmes.actions import apply, select
from dampingi.records.programmes.intake import ApplicationIntake
from dampingi.records.surveys.actions import open_survey
from dampingi.records.surveys.figures import ASKED
from dampingi.records.surveys.intake import AnswerIntake


@pytest.fixture
def crowd(town, origin):
    """The town with applicants beyond the quota: two in HERE, three in NEXT."""
    rows = [
        PersonIntake(name=f"Antre {i}", region=region, phone="+62812000000" + str(i))
        for i, region in enumerate((HERE, HERE, HERE, NEXT, NEXT, NEXT))
    ]
    people = register_persons(by=SYSTEM, origin=origin, rows=rows)
    asked = [
        ApplicationIntake(
            person_id=p, scheme="wub", region=row.region, applied_on=FEBRUARY, criteria_met=("ktp",)
        )
        for p, row in zip(people, rows, strict=True)
    ]
    apply(by=SYSTEM, programme=town.programme, rows=asked)
    select(by=SYSTEM, programme=town.programme)
    return town


def opened(
    town, *, by: str = "office", first=(2026, 5, 1), last=(2026, 6, 1), per_side: int = 10, seed: int = 7
):
    return open_survey(
        by=town.actor(by), programme=town.programme, name="Dua bulan", first_month=datetime.date(*first),
        last_month=datetime.date(*last), closes_on=TODAY, per_side=per_side, seed=seed, today=TODAY,
    )  # fmt: skip


def said(number: int = 1, months=("2026-05", "2026-06"), **more) -> AnswerIntake:
    figures = {m: dict.fromkeys(ASKED, 1) | {"turnover": 2_500_000} for m in months}
    told = {"number": number, "state": "answered", "on": TODAY, "how": "phone", "figures": figures}
    return AnswerIntake(**(told | more))
