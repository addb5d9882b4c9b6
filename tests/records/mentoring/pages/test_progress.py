"""Stages, constraints, growth and outcomes: one form each, the same ways of going wrong."""

import datetime
import uuid

import pytest
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_growth import growth
from tests.records.mentoring.test_growth import record as record_months

from dampingi.records.businesses.actions import note_constraints
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.businesses.models import Constraint
from dampingi.records.mentoring.models import Growth, Outcome, StageCompletion

pytestmark = pytest.mark.usefixtures("july")
JUNE = datetime.date(2026, 6, 1)
MONTH = {
    "month": "2026-06-01", "turnover": "Rp 4.500.000,-", "weeks_with_sales": "4", "weeks": "4", "workers": "2",
    "products": "3", "channels": "2", "has_nib": "on",
}  # fmt: skip


def post(town, who: str, path: str, body: dict, enrolment: int = 0):
    return town.client(who).post(f"/peserta/{town.enrolments[enrolment].id}/{path}/", body)


@pytest.fixture
def bodies(town):
    return {
        "tahap": {"stage": str(town.stage.id), "done_on": "2026-07-01"},
        "kendala": {"code": "fin_capital", "severity": "3", "since": "2026-07-01"},
        "perkembangan": MONTH,
        "hasil": {"on": "2026-07-01", "basic": "yes", "sentra": "no"},
    }


def stored() -> list[int]:
    models = (StageCompletion, Constraint, Growth, Outcome)
    return [m.objects.unscoped("test").count() for m in models]


def test_the_mentor_records_each(town, bodies):
    for path, body in bodies.items():
        answer = post(town, "ana", path, body)
        assert (answer.status_code, answer.url) == (302, f"/peserta/{town.first.id}/"), path
    assert stored() == [1, 1, 1, 2]
    assert Growth.objects.unscoped("test").get().turnover == 4_500_000


@pytest.mark.parametrize("who", ["budi", "office", "coordinator", "partner", "elsewhere", "stranger"])
def test_nobody_else_does(town, bodies, who):
    if who == "office":
        del bodies["tahap"]  # the next test
    for path, body in bodies.items():
        assert post(town, who, path, body).status_code in (302, 403, 404)
    assert stored() == [0, 0, 0, 0]


def test_the_office_ticks_a_stage_off_only_with_a_reason(town, bodies):
    assert post(town, "office", "tahap", bodies["tahap"]).status_code == 422
    assert post(town, "office", "tahap", bodies["tahap"] | {"reason": "Dilihat camat"}).status_code == 302
    assert StageCompletion.objects.unscoped("test").get().reason == "Dilihat camat"


def test_every_form_is_shown(town, bodies):
    for path in bodies:
        assert town.client("ana").get(f"/peserta/{town.first.id}/{path}/").status_code == 200


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("tahap", {"done_on": "2026-07-21"}),
        ("tahap", {"stage": str(uuid.uuid4())}),
        ("kendala", {"code": "apa saja"}),
        ("kendala", {"severity": "9"}),
        ("kendala", {"since": "9999-12-31"}),
        ("perkembangan", {"turnover": "-1"}),
        ("perkembangan", {"turnover": "banyak"}),
        ("perkembangan", {"weeks_with_sales": "9"}),
        ("perkembangan", {"month": "2027-01-01"}),
        ("perkembangan", {"workers": "-2"}),
        ("hasil", {"basic": "", "sentra": ""}),
        ("hasil", {"on": "2026-08-01"}),
    ],
)
def test_bad_input_is_told_and_nothing_written(town, bodies, path, wrong):
    answer = post(town, "ana", path, bodies[path] | wrong)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert stored() == [0, 0, 0, 0]


def test_a_negative_turnover_is_explained(town):
    answer = post(town, "ana", "perkembangan", MONTH | {"turnover": "-2.000.000"})
    assert "tidak boleh kurang dari nol" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [("2500000", 2_500_000), ("2.500.000", 2_500_000), ("Rp2.500.000,-", 2_500_000), ("rp 0", 0), ("Rp. 750.000,00", 750_000)],
)  # fmt: skip
def test_rupiah_as_people_write_it(town, typed, rupiah):
    post(town, "ana", "perkembangan", MONTH | {"turnover": typed})
    assert Growth.objects.unscoped("test").get().turnover == rupiah


def test_participants_report_their_own_month(town):
    assert post(town, "participant", "perkembangan", MONTH).status_code == 302
    assert post(town, "participant", "tahap", {"stage": str(town.stage.id)}).status_code == 403
    assert post(town, "participant", "perkembangan", MONTH, enrolment=1).status_code == 404


def test_the_participant_confirms_and_the_mentor_corrects(town):
    made = record_months(town, growth(town, JUNE))[0]
    assert town.client("ana").post(f"/perkembangan/{made.id}/konfirmasi/").status_code == 403
    assert town.client("participant").post(f"/perkembangan/{made.id}/konfirmasi/").status_code == 302
    assert Growth.objects.unscoped("test").get().confirmed_at
    answer = town.client("ana").post(f"/perkembangan/{made.id}/", MONTH | {"turnover": "5.000.000"})
    assert answer.status_code == 302
    mended = Growth.objects.unscoped("test").get()
    assert (mended.turnover, mended.confirmed_at) == (5_000_000, None)
    assert town.client("budi").get(f"/perkembangan/{made.id}/").status_code == 404


def test_confirming_is_no_link(town):
    made = record_months(town, growth(town, JUNE))[0]
    assert town.client("participant").get(f"/perkembangan/{made.id}/konfirmasi/").status_code == 405


def test_a_constraint_is_resolved_with_how(town):
    note = ConstraintNote(town.first.business_id, "fin_capital", JUNE)
    made = note_constraints(by=SYSTEM, rows=[note])[0]
    path = f"kendala/{made.id}"
    said = {"on": "2026-07-01", "how": "finance", "told": "KUR cair"}
    assert post(town, "ana", path, said | {"on": "2026-05-01"}).status_code == 422
    assert post(town, "ana", path, said | {"how": ""}).status_code == 422
    assert post(town, "ana", path, said | {"how": "sihir"}).status_code == 422
    assert post(town, "ana", path, said | {"helped": f"visit:{uuid.uuid4()}"}).status_code == 302
    stored = Constraint.objects.unscoped("test").get()
    assert (stored.resolved_how, stored.resolution, stored.helped_id) == ("finance", "KUR cair", None)
    assert post(town, "ana", path, said).status_code == 404
