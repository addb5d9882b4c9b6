import datetime

import pytest

from dampingi.records.honours.actions import nominate, verify
from dampingi.records.mentoring.actions import confirm_growth, record_growth
from dampingi.records.mentoring.intake import GrowthIntake
from tests.records.conftest import SYSTEM
from tests.records.town import TODAY, Town

REASONS = "Membuka dua saluran baru dan mencatat penjualannya setiap hari sejak Maret."
FOUND = "Saya lihat buku kasnya dan bertemu dua langganannya."


def month(n: int) -> datetime.date:
    return datetime.date(2026, n, 1)


def grown(town: Town, *turnovers: int, i: int = 0, carried: tuple[str, ...] = ()) -> list:
    """A baseline in January and the months after it; the last with what is only said to be unchanged."""
    made = []
    for n, turnover in enumerate(turnovers, 1):
        kept = carried if n == len(turnovers) else ()
        row = GrowthIntake(town.enrolments[i].id, month(n), turnover, 1, 2, n, 4, False, carried=kept)
        made += record_growth(by=SYSTEM, rows=[row], today=TODAY)
    return made


def confirmed(rows: list) -> None:
    confirm_growth(by=SYSTEM, ids=[g.id for g in rows])


def put_forward(town: Town, *, by: str = "ana", i: int = 0):
    return nominate(by=town.actor(by), enrolment=town.enrolments[i].id, reasons=REASONS, today=TODAY)


def looked_at(town: Town, made, *, by: str = "inspector", passed: bool = True):
    return verify(by=town.actor(by), nomination=made.id, passed=passed, how="met", found=FOUND)


@pytest.fixture
def nomination(town):
    return put_forward(town)


@pytest.fixture
def verified(town, nomination):
    looked_at(town, nomination)
    nomination.refresh_from_db()
    return nomination
