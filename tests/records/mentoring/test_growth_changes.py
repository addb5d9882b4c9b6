"""What changed since the month before: what is only said to be unchanged is kept apart from what was counted."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_growth import growth
from tests.records.mentoring.test_growth import record as record_months
from tests.records.town import TODAY

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.revisions.models import Revision
from dampingi.records.mentoring.actions import correct_growth, record_growth
from dampingi.records.mentoring.actions.growth import FIGURES
from dampingi.records.mentoring.forms.changes import GROUPS, ChangesForm
from dampingi.records.mentoring.intake import GrowthIntake
from dampingi.records.mentoring.models import Growth
from dampingi.records.mentoring.queries.growth import next_to_record

pytestmark = pytest.mark.usefixtures("july")
MAY, JUNE, JULY = (datetime.date(2026, m, 1) for m in (5, 6, 7))


def post(town, who="ana", **body):
    return town.client(who).post(f"/peserta/{town.first.id}/perkembangan/", {"month": "2026-06-01"} | body)


@pytest.fixture
def may(town):
    return record_months(town, growth(town, MAY))[0]


def june():
    return Growth.objects.unscoped("test").get(month=JUNE)


def test_only_what_changed_is_asked_and_the_rest_is_marked_as_carried_on(town, may):
    page = town.client("ana").get(f"/peserta/{town.first.id}/perkembangan/").content.decode()
    assert "Apa yang berubah sejak Mei 2026" in page
    assert post(town, changed_turnover="on", turnover="9.000.000").status_code == 302
    assert (june().turnover, june().workers) == (9_000_000, may.workers)
    assert june().carried == [f for f in FIGURES if f != "turnover"]


def test_counted_anew_and_found_the_same_is_not_carried_on(town, may):
    assert post(town, changed_workers="on", workers=str(may.workers)).status_code == 302
    assert "workers" not in june().carried
    assert "turnover" in june().carried


def test_a_changed_figure_without_its_tick_counts_as_changed(town, may):
    """As from a browser that shows every field."""
    assert post(town, workers=str(may.workers + 1)).status_code == 302
    assert (june().workers, "workers" in june().carried) == (may.workers + 1, False)


def test_a_tick_without_a_figure_is_told(town, may):
    answer = post(town, changed_turnover="on", turnover="")
    assert answer.status_code == 422
    assert "hapus centangnya" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"month": "2027-01-01"}, {"month": "x"}, {"turnover": "-1"}, {"has_nib": "mungkin"}]
)
def test_bad_input_is_told(town, may, wrong):
    assert post(town, **wrong).status_code in (302, 422)
    assert not Growth.objects.unscoped("test").filter(month__gt=JULY).exists()


def test_a_correction_is_counted_and_the_mark_goes(town, may):
    post(town)
    correct_growth(by=town.actor("ana"), growth=june().id, values={"workers": may.workers + 2})
    assert "workers" not in june().carried
    assert "turnover" in june().carried
    assert Revision.objects.filter(subject_id=june().id).count() == 2


def test_what_is_said_to_be_unchanged_must_be_what_stands(town, may):
    same = {f: getattr(may, f) for f in FIGURES}
    with pytest.raises(Conflict, match="baru saja berubah"):
        record_growth(
            by=SYSTEM, today=TODAY,
            rows=[GrowthIntake(town.first.id, JUNE, **(same | {"workers": 99}), carried=("workers",))],
        )  # fmt: skip
    with pytest.raises(Refused, match="Belum ada bulan sebelumnya"):
        record_growth(
            by=SYSTEM,
            today=TODAY,
            rows=[GrowthIntake(town.enrolments[1].id, JUNE, **same, carried=("workers",))],
        )


def test_the_oldest_missing_month_comes_first_and_a_gap_is_explained(town, may):
    assert next_to_record([JULY, JUNE], [may]) == JUNE
    assert next_to_record([JULY, JUNE], []) == JULY
    page = town.client("ana").get(f"/peserta/{town.first.id}/perkembangan/?bulan=2026-07-01").content.decode()
    assert "Ada bulan yang terlewat" in page
    assert "bulan=2026-06-01" in page


@given(st.data())
def test_every_figure_is_either_counted_or_carried_and_never_lost(data):
    base = Growth(
        month=MAY, turnover=data.draw(st.integers(0, 10**9)), workers=data.draw(st.integers(0, 99)), products=3,
        channels=data.draw(st.integers(0, 9)), weeks_with_sales=3, weeks=4, has_nib=data.draw(st.booleans()),
    )  # fmt: skip
    ticked = data.draw(st.sets(st.sampled_from(sorted(GROUPS))))
    said = {f: str(data.draw(st.integers(0, 5))) for f in ("turnover", "workers", "channels", "products")}
    said |= {"weeks_with_sales": "2", "weeks": "5", "has_nib": data.draw(st.sampled_from(["yes", "no"]))}
    asked = {f for g in ticked for f in GROUPS[g][1]}
    form = ChangesForm(
        {f: v for f, v in said.items() if f in asked} | {f"changed_{g}": "on" for g in ticked}, base=base
    )
    assert form.is_valid(), form.errors
    told = form.figures()
    assert set(form.carried()) == set(FIGURES) - asked
    assert all(told[f] == getattr(base, f) for f in FIGURES if f not in asked)
    assert all(str(told[f]) == said[f] for f in asked - {"has_nib"})
