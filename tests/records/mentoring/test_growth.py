import datetime
from dataclasses import replace

import pytest
from tests.records.conftest import SYSTEM
from tests.records.town import TODAY, Town

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.revisions.queries import history
from dampingi.records.mentoring.actions import confirm_growth, correct_growth, record_growth
from dampingi.records.mentoring.intake import GrowthIntake
from dampingi.records.mentoring.models import Growth
from dampingi.records.programmes.actions import close_month

FEBRUARY, MARCH = datetime.date(2026, 2, 1), datetime.date(2026, 3, 1)


def growth(town: Town, month=FEBRUARY, enrolment: int = 0, **more) -> GrowthIntake:
    values = {
        "turnover": 4_000_000, "workers": 1, "products": 2, "channels": 1, "weeks_with_sales": 4, "has_nib": False,
    } | more  # fmt: skip
    return GrowthIntake(enrolment_id=town.enrolments[enrolment].id, month=month, **values)


def record(town: Town, *rows: GrowthIntake, by=SYSTEM) -> list[Growth]:
    return record_growth(by=by, rows=list(rows), today=TODAY)


def stored() -> dict:
    rows = Growth.objects.unscoped("test").order_by("month")
    return {g.month: g.baseline for g in rows}


def test_the_earliest_month_is_the_baseline_whatever_the_order(town):
    record(town, growth(town, MARCH), growth(town))
    assert stored() == {FEBRUARY: True, MARCH: False}
    record(town, growth(town, datetime.date(2026, 4, 1)))
    assert stored()[datetime.date(2026, 4, 1)] is False


def test_no_month_before_the_baseline_on_record(town):
    record(town, growth(town, MARCH))
    with pytest.raises(Refused, match="kondisi awal"):
        record(town, growth(town))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"turnover": -1}, "tidak boleh negatif"),
        ({"workers": -1}, "tidak boleh negatif"),
        ({"weeks_with_sales": 5}, "melebihi jumlah minggu"),
        ({"weeks": 6, "weeks_with_sales": 6}, "melebihi jumlah minggu"),
        ({"month": datetime.date(2026, 2, 2)}, "tanggal 1"),
        ({"month": datetime.date(2026, 8, 1)}, "belum tiba"),
        ({"month": datetime.date(2025, 12, 1)}, "terlalu awal"),
        ({"turnover": 10**19}, "terlalu besar"),
        ({"products": 10**10}, "terlalu besar"),
    ],
)
def test_bad_figures_are_refused_with_the_cure(town, wrong, told):
    with pytest.raises(Refused, match=told):
        record(town, replace(growth(town), **wrong))
    assert stored() == {}


def test_a_month_is_recorded_once(town):
    record(town, growth(town))
    with pytest.raises(Conflict, match="Februari 2026 sudah tercatat"):
        record(town, growth(town))


def test_a_closed_month_is_not_recorded(town):
    close_month(by=SYSTEM, programme=town.programme, month=FEBRUARY)
    with pytest.raises(Conflict, match="ditutup"):
        record(town, growth(town))


def test_the_mentor_and_the_participant_report_and_nobody_else(town):
    record(town, growth(town), by=town.actor("participant"))
    record(town, growth(town, MARCH), by=town.actor("ana"))
    for name in ("budi", "elsewhere", "partner"):
        with pytest.raises(Denied):
            record(town, growth(town, datetime.date(2026, 4, 1)), by=town.actor(name))


def test_the_participant_confirms_and_the_mentor_cannot(town):
    made = record(town, growth(town), by=town.actor("ana"))
    with pytest.raises(Refused):
        confirm_growth(by=town.actor("ana"), ids=[made[0].id])
    assert confirm_growth(by=town.actor("participant"), ids=[made[0].id])[0].confirmed_at
    at = Growth.objects.unscoped("test").get().confirmed_at
    confirm_growth(by=town.actor("participant"), ids=[made[0].id])
    assert Growth.objects.unscoped("test").get().confirmed_at == at


def test_a_correction_keeps_the_old_figures_and_asks_to_confirm_again(town):
    made = record(town, growth(town))[0]
    confirm_growth(by=SYSTEM, ids=[made.id])
    correct_growth(by=town.actor("ana"), growth=made.id, values={"turnover": 3_500_000})
    mended = Growth.objects.unscoped("test").get()
    assert (mended.turnover, mended.confirmed_at) == (3_500_000, None)
    assert {"turnover": [4_000_000, 3_500_000]} in [r.changes for r in history("growth", made.id)]


def test_a_correction_follows_the_same_rules(town):
    made = record(town, growth(town))[0]
    with pytest.raises(Refused, match="negatif"):
        correct_growth(by=SYSTEM, growth=made.id, values={"turnover": -5})
    with pytest.raises(Refused):
        correct_growth(by=SYSTEM, growth=made.id, values={"baseline": False})
    with pytest.raises(Refused):
        correct_growth(by=town.actor("budi"), growth=made.id, values={"turnover": 5})
    close_month(by=SYSTEM, programme=town.programme, month=FEBRUARY)
    with pytest.raises(Conflict):
        correct_growth(by=SYSTEM, growth=made.id, values={"turnover": 5})
    assert Growth.objects.unscoped("test").get().turnover == 4_000_000
