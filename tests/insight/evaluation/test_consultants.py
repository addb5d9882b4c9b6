"""Consultants of a service centre: one a field, against signed targets and work programme, never against one another."""

import datetime
import json
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.origins.models import Origin
from dampingi.insight.agreements import actions as agreements
from dampingi.insight.agreements.intake import LinePlan, Plan, TargetPlan
from dampingi.insight.agreements.models import LineReport
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.checking import mistakes
from dampingi.insight.evaluation.definitions import shipped
from dampingi.insight.evaluation.documents import mentors_of_level
from dampingi.insight.evaluation.intake import DocumentIntake
from dampingi.insight.evaluation.models import Evaluation, FrozenEvidence, Result
from dampingi.insight.evaluation.queries import places_to_evaluate
from dampingi.insight.evaluation.recomputing import computed as computed_again
from dampingi.records.mentoring.models import MonthlyReport, Visit
from dampingi.records.programmes.models import Caseload, Mentor
from tests.insight.evaluation.conftest import _assign, sheet

FIELDS = ("pemasaran", "kelembagaan", "ti")
MARCH = datetime.date(2026, 3, 1)
PLAN = Plan(
    (TargetPlan("visits_per_participant", Decimal(1), "month"), TargetPlan("report_punctuality", Decimal("0.8"), "year")),
    (LinePlan("Klinik merek", "12 merek didaftarkan", ("2026-04", "2026-05", "2026-06")),
     LinePlan("Sudah lewat masa", "-", ("2026-10",))),
)  # fmt: skip


@pytest.fixture
def centre(office):
    """Three consultants of the province, each with an agreement signed in March and reports from April to June; the last reports nothing."""
    for n, field in enumerate(FIELDS):
        user = User.objects.create(login=f"konsultan{n}@contoh.id", name=f"Konsultan {field}")
        _assign(user, Role.MENTOR, "32")
        mentor = Mentor.objects.create(
            programme=office.city.programme,
            user=user,
            name=user.name,
            region="32",
            field=field,
            appointed_on=MARCH,
        )
        office.users[f"consultant{n}"] = user
        with time_machine.travel(datetime.datetime(2026, 3, 5, 5, tzinfo=datetime.UTC), tick=False):
            made = agreements.propose(by=office.by, mentors=[mentor.id], plan=PLAN)[0]
            agreements.sign(by=office.actor(f"consultant{n}"), agreement=made.id, hash=made.hash)
        accompanied(office, n, mentor, {4, 5, 6})
        if n < 2:
            _report(office, mentor, done=2 + n)
    return office


def accompanied(office, n: int, mentor, visited: set[int]) -> None:
    """One business from March on, visited in the middle of some months."""
    enrolment = [e for e in office.city.enrolments if e.exited_on is None and e.business_id][n]
    Caseload.objects.filter(enrolment=enrolment).delete()
    Caseload.objects.create(mentor=mentor, enrolment=enrolment, starts_on=MARCH)
    Visit.objects.unscoped("test").filter(enrolment=enrolment).delete()
    for month in visited:
        Visit.objects.create(
            programme=office.city.programme, region=enrolment.region, enrolment=enrolment, mentor=mentor,
            on=datetime.date(2026, month, 12), minutes=60, origin=Origin.objects.first(),
        )  # fmt: skip


def _report(office, mentor, done: int) -> None:
    line = mentor.agreements.get().lines[0]["code"]
    for k, month in enumerate((4, 5, 6)):
        first = datetime.date(2026, month, 1)
        report = MonthlyReport.objects.create(
            programme=office.city.programme, region="32", mentor=mentor, month=first, due_on=datetime.date(2026, month + 1, 5),
            state="approved", submitted_on=datetime.date(2026, month + 1, 3), approved_on=datetime.date(2026, month + 1, 8),
        )  # fmt: skip
        LineReport.objects.create(report=report, line=line, done=k < done, note=f"Klinik ke-{k + 1}")


def _again(office, n: int, replace_lines) -> None:
    """The next edition for consultant n, signed by both that day."""
    mentor = Mentor.objects.unscoped("test").get(user=office.users[f"consultant{n}"])
    made = agreements.propose(
        by=office.by,
        mentors=[mentor.id],
        plan=Plan(PLAN.targets, replace_lines),
        reason="Rencana diubah bersama",
    )[0]
    agreements.sign(by=office.actor(f"consultant{n}"), agreement=made.id, hash=made.hash)


def prepared(office):
    made = office.create(level="consultant")
    actions.lock_instrument(by=office.actor("head"), evaluation=made)
    for mentor in Mentor.objects.unscoped("test").exclude(field=""):
        rows = [DocumentIntake("work_plan", True, "Map 1"), DocumentIntake("certificate", True, "Map 1")]
        actions.check_documents(by=office.by, evaluation=made, mentor=mentor.id, rows=rows)
    actions.freeze_evidence(by=office.by, evaluation=made)
    return made


def computed(office):
    made = prepared(office)
    actions.assign_raters(
        by=office.by, evaluation=made, raters=[office.users["rater"], office.users["second"]]
    )
    for n, name in enumerate(("rater", "second")):
        actions.declare_interests(by=office.actor(name), evaluation=made)
        actions.rate(by=office.actor(name), evaluation=made, rows=sheet(made, 4 + n % 2))
    actions.close_ratings(by=office.by, evaluation=made)
    return actions.compute(by=office.by, evaluation=made)


def frozen(evaluation, what: str) -> dict[str, dict]:
    rows = FrozenEvidence.objects.filter(freeze__evaluation=evaluation, kind="count", key__startswith=what)
    names = dict(evaluation.subjects.values_list("mentor", "name"))
    told = [json.loads(r.body) for r in rows]
    return {names[next(m for m in names if str(m) == b["mentor"])]: b for b in told}


def test_the_shipped_instrument_is_sound_and_nobody_is_ranked_by_it():
    body = shipped()["consultant"]
    assert mistakes(body) == []
    assert body["rules"]["compared"] is False
    assert sum(c["weight"] for c in body["criteria"]) == 100


def test_the_work_programme_counts_months_that_are_due_and_reports_that_were_approved(centre):
    told = frozen(prepared(centre), "agreed_work_programme")
    assert {name: (b["done"], b["due"]) for name, b in told.items()} == {
        "Konsultan pemasaran": (2, 3), "Konsultan kelembagaan": (3, 3), "Konsultan ti": (0, 3),
    }  # fmt: skip
    first = told["Konsultan pemasaran"]["items"]
    assert first[0] == ["2026-04", "Klinik merek", "12 merek didaftarkan", "Klinik ke-1", 1]
    assert [i[4] for i in first] == [1, 1, 0]


def test_a_report_that_was_not_approved_counts_for_nothing(centre):
    MonthlyReport.objects.unscoped("test").filter(mentor__field="pemasaran").update(state="submitted")
    assert frozen(prepared(centre), "agreed_work_programme")["Konsultan pemasaran"]["done"] == 0


def test_monthly_targets_count_by_month_and_those_of_the_year_once(centre):
    told = frozen(prepared(centre), "agreed_targets")["Konsultan pemasaran"]
    visits = {i[0]: i[4] for i in told["items"] if i[1] != "Laporan tepat waktu"}
    assert visits == {"2026-03": 0, "2026-04": 1, "2026-05": 1, "2026-06": 1, "2026-07": 0}
    year = [i for i in told["items"] if i[1] == "Laporan tepat waktu"]
    assert [(i[0], i[4]) for i in year] == [("2026-08", 1)]
    assert (told["done"], told["due"]) == (4, 6)


def test_a_month_that_is_not_over_is_not_missed(centre):
    """The evidence ends on 20 August: what was promised for August may still come."""
    with time_machine.travel(datetime.datetime(2026, 3, 9, 5, tzinfo=datetime.UTC), tick=False):
        _again(centre, 0, replace_lines=(LinePlan("Klinik merek", "-", ("2026-07", "2026-08")),))
    told = frozen(prepared(centre), "agreed_work_programme")["Konsultan pemasaran"]
    assert [i[0] for i in told["items"]] == ["2026-07"]


def test_a_month_counts_by_what_held_at_its_end(centre):
    """In June both sides agree on other activities: what was planned before stays owed until then, and nothing is owed backwards."""
    with time_machine.travel(datetime.datetime(2026, 6, 3, 5, tzinfo=datetime.UTC), tick=False):
        _again(centre, 1, replace_lines=(LinePlan("Pameran", "-", ("2026-04", "2026-06", "2026-07")),))
    told = frozen(prepared(centre), "agreed_work_programme")["Konsultan kelembagaan"]
    assert [(i[0], i[1]) for i in told["items"]] == [
        ("2026-04", "Klinik merek"), ("2026-05", "Klinik merek"), ("2026-06", "Pameran"), ("2026-07", "Pameran"),
    ]  # fmt: skip


def test_a_month_with_nothing_to_measure_is_neither_reached_nor_missed(centre):
    Caseload.objects.filter(mentor__field="ti").delete()
    Visit.objects.unscoped("test").filter(mentor__field="ti").delete()
    assert "Konsultan ti" not in [
        n for n, b in frozen(prepared(centre), "agreed_targets").items() if b["due"]
    ]


def test_consultants_are_evaluated_and_nobody_else(centre):
    evaluation = prepared(centre)
    assert set(evaluation.subjects.values_list("name", flat=True)) == {f"Konsultan {f}" for f in FIELDS}


def test_nothing_of_participants_is_frozen_where_the_instrument_asks_nothing_of_them(centre):
    kinds = set(
        FrozenEvidence.objects.filter(freeze__evaluation=prepared(centre)).values_list("kind", flat=True)
    )
    assert kinds == {"mentor", "count", "target"}


def test_an_evaluation_of_another_level_has_no_consultants(centre):
    Mentor.objects.unscoped("test").filter(field="ti").update(region="32.76")
    made = centre.create(level="kota")
    actions.lock_instrument(by=centre.actor("head"), evaluation=made)
    assert not mentors_of_level(made).exclude(field="").exists()


def test_no_rank_and_no_mean_of_all_but_a_proposal_for_each(centre):
    made = computed(centre)
    told = {r.subject.name: r.body for r in Result.objects.filter(computation=made).select_related("subject")}
    assert all(b["place"] is None for b in told.values())
    assert told["Konsultan kelembagaan"]["proposal"]["key"] in ("keep", "honour")
    assert (
        told["Konsultan ti"]["score"]
        < told["Konsultan pemasaran"]["score"]
        < told["Konsultan kelembagaan"]["score"]
    )
    assert computed_again(made.evaluation).digest == made.digest


@pytest.mark.parametrize("who", ["office", "consultant0"])
def test_the_page_says_against_what_and_shows_no_comparison(centre, who):
    made = computed(centre)
    subject = made.evaluation.subjects.get(name="Konsultan pemasaran")
    client = Client()
    client.force_login(centre.users[who])
    page = client.get(f"/evaluasi/{made.evaluation_id}/hasil/{subject.id}/").content.decode()
    assert "terhadap target, bukan terhadap orang lain" in page
    assert "Pemasaran, " in page
    for compared in ("rata-rata semua", "Memperhitungkan kebetulan", "Semua</th>"):
        assert compared not in page
    evidence = client.get(f"/evaluasi/{made.evaluation_id}/hasil/{subject.id}/bukti/").content.decode()
    assert "Klinik merek" in evidence
    assert "disepakati: 12 merek didaftarkan" in evidence


def test_the_list_of_results_cannot_be_sorted_by_score(centre):
    made = computed(centre)
    client = Client()
    client.force_login(centre.users["office"])
    page = client.get(f"/evaluasi/{made.evaluation_id}/hasil/").content.decode()
    assert "tidak ada peringkat" in page
    assert "urut=score" not in page
    assert "urut=-score" not in page


def of_the_kabupaten(centre) -> None:
    """The consultant for IT serves the kabupaten's own centre, in the province's programme."""
    Mentor.objects.unscoped("test").filter(field="ti").update(region="32.76")
    user = User.objects.create(login="dinas-kabupaten@contoh.id", name="Dinas Kabupaten")
    centre.users["kabupaten"] = user
    _assign(user, Role.OFFICE, "32.76")


def test_a_kabupatens_consultants_are_evaluated_by_the_kabupaten_and_not_by_the_province_as_well(centre):
    of_the_kabupaten(centre)
    own = actions.create_evaluation(
        by=centre.actor("kabupaten"), programme=centre.city.programme, level="consultant", region="32.76",
        ends_on=datetime.date(2026, 8, 20),
    )  # fmt: skip
    provinces = centre.create(level="consultant")
    assert [m.field for m in mentors_of_level(own)] == ["ti"]
    assert {m.field for m in mentors_of_level(provinces)} == {"pemasaran", "kelembagaan"}
    actions.lock_instrument(by=centre.actor("head"), evaluation=provinces)
    for mentor in mentors_of_level(provinces):
        rows = [DocumentIntake("work_plan", True, "Map 1"), DocumentIntake("certificate", True, "Map 1")]
        actions.check_documents(by=centre.by, evaluation=provinces, mentor=mentor.id, rows=rows)
    actions.freeze_evidence(by=centre.by, evaluation=provinces)
    assert provinces.subjects.count() == 2


def test_each_office_is_offered_the_centres_it_looks_after(centre):
    of_the_kabupaten(centre)
    known = [centre.city.programme]
    assert list(places_to_evaluate(centre.actor("kabupaten"), known)) == ["32.76"]
    assert list(places_to_evaluate(centre.by, known)) == ["32", "32.76"]
    client = Client()
    client.force_login(centre.users["kabupaten"])
    asked = {"programme": "WUB-2026", "level": "consultant", "ends_on": "2026-08-20"}
    assert client.post("/evaluasi/baru/", asked).status_code == 302
    made = Evaluation.objects.unscoped("test").get()
    assert made.region == "32.76"
    client.force_login(centre.users["office"])
    assert "Wilayah atau pusat layanan" in client.get("/evaluasi/baru/").content.decode()
    assert client.post("/evaluasi/baru/", asked | {"region": "99"}).status_code == 422
    assert client.post("/evaluasi/baru/", asked | {"region": "32"}).status_code == 302
