"""The demo of a province: fourteen kabupaten and kota, three years, and who sees what of them."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from dampingi.demo import provinces
from dampingi.demo.personas import BY_KEY, OF_PROVINCE, PROVINCE, logins
from dampingi.demo.provinces.scene import CITIES
from dampingi.demo.sizes import KALBAR, KALBAR_SMALL
from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.regions.actions import load_regions
from dampingi.foundation.regions.queries import below
from dampingi.insight.monitoring.models import FigureEdition
from dampingi.insight.monitoring.queries import values
from dampingi.insight.monitoring.together import together
from dampingi.insight.rounds.models import Edition, Entry, Round
from dampingi.insight.rounds.queries import entries, reports_for
from dampingi.insight.targets.models import Proposal
from dampingi.outcomes.plans.models import Plan
from dampingi.records.aspirations.models import Aspiration
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.problems.models import Problem
from dampingi.records.programmes.models import Enrolment, Programme
from dampingi.records.programmes.queries import programmes

TODAY = datetime.date(2026, 11, 21)
LESS = replace(KALBAR_SMALL, years=2, cities=3)
"""A part of the small one is enough to be read."""
YEARS = (2025, 2026)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker, tmp_path_factory):
    """Built once to be read by the tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_regions(within=PROVINCE)
        yield provinces.build(
            seed=7, today=TODAY, progress=lambda *_: None, size=LESS, folder=tmp_path_factory.mktemp("home")
        )  # fmt: skip
        transaction.set_rollback(True)


def user(key: str) -> User:
    return User.objects.get(login=BY_KEY[key].login)


def actor(key: str):
    return actor_of(user(key), on=TODAY)


def page(key: str, address: str = "/") -> str:
    client = Client()
    client.force_login(user(key))
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def of_year(key: str, year: int) -> list[Programme]:
    return [p for p in programmes(actor(key)) if p.starts_on.year == year]


def test_every_kabupaten_and_kota_has_an_office_and_a_programme_each_year(province):
    regions = {r.code for r in below(PROVINCE, 2)}
    assert len(regions) == 14
    assert {city.within for city in CITIES} == regions
    assert {r.name for r in below(PROVINCE, 2)} == {city.place for city in CITIES}
    held = {(p.region, p.starts_on.year) for p in Programme.objects.all()}
    assert held == {(city.within, year) for city in CITIES[: LESS.cities] for year in YEARS}
    assert (KALBAR_SMALL.cities, KALBAR_SMALL.years) == (KALBAR.cities, KALBAR.years) == (14, 3)
    assert [person.key for person in logins()] == [p.key for p in OF_PROVINCE]


def test_each_has_the_participants_its_size_asks_for_and_targets(province):
    for programme in Programme.objects.all():
        there = Enrolment.objects.unscoped("test").filter(programme=programme)
        assert there.count() == LESS.of_city.participants
        assert programme.targets.filter(region=programme.region).exists()


def test_of_the_years_that_are_over_nothing_waits(province):
    reports = MonthlyReport.objects.unscoped("test")
    assert not reports.filter(month__year__lt=2026, state="submitted").exists()
    assert reports.filter(month__year=2026, state="submitted").exists()


def test_the_province_sees_all_of_a_year_and_a_kabupaten_its_own(province):
    assert len(of_year("provinsi-kalbar", 2025)) == LESS.cities
    assert {p.region for p in programmes(actor("dinas-sambas"))} == {"61.01"}
    reached = Enrolment.objects.for_actor(actor("dinas-sambas"), Permission.VIEW_PARTICIPANTS)
    assert {e.region[:5] for e in reached} == {"61.01"}
    drafts = MonthlyReport.objects.for_actor(actor("dinas-sambas"), Permission.VIEW_MONTHLY_REPORTS)
    assert {r.region[:5] for r in drafts} == {"61.01"}
    assert not MonthlyReport.objects.for_actor(
        actor("provinsi-kalbar"), Permission.VIEW_MONTHLY_REPORTS
    ).exists()
    other = Programme.objects.get(region="61.02", starts_on__year=2026)
    client = Client()
    client.force_login(user("dinas-sambas"))
    assert client.get("/dasbor/", {"program": other.code}).status_code == 404


def test_the_province_s_figure_is_the_sum_of_its_kabupaten_and_its_target_what_they_would_reach(province):
    watching, found = actor("provinsi-kalbar"), of_year("provinsi-kalbar", 2026)
    told = together(watching, found, ["participation"])
    each = [values(watching, ["participation"], programme=p).of("participation") for p in found]
    whole = Figure(sum(f.numerator for f in each), sum(f.denominator for f in each))
    assert told.of("participation") == whole
    assert whole.denominator > max(f.denominator for f in each)
    targets = {p.id: told.target("participation", p) for p in found}
    weighted = (
        sum(targets[p.id] * f.denominator for p, f in zip(found, each, strict=True)) / whole.denominator
    )
    assert told.target("participation") == weighted


def test_a_target_that_one_of_them_lacks_is_not_made_up(province):
    found = of_year("provinsi-kalbar", 2026)
    found[0].targets.filter(indicator="participation").delete()
    told = together(actor("provinsi-kalbar"), found, ["participation"])
    assert told.target("participation") is None
    assert told.target("participation", found[1]) == Decimal("0.8")
    assert told.on_the_way("participation")[1] == LESS.cities - 1


@pytest.mark.parametrize("key", ["provinsi-kalbar", "kepala-kalbar", "inspektorat-kalbar"])
def test_the_province_s_first_page_is_a_year_of_all_and_leads_to_the_others(province, key):
    shown = page(key)
    assert "Kalimantan Barat 2026" in shown
    assert all(city.place in shown for city in CITIES[: LESS.cities])
    assert "WUB-SAMBAS-2026" in shown
    assert "WUB-SAMBAS-2025" not in shown
    assert "?tahun=2025" in shown
    earlier = page(key, "/?tahun=2025&indikator=participation")
    assert "WUB-SAMBAS-2025" in earlier
    assert "Kehadiran pelatihan: " in earlier


@pytest.mark.parametrize("asked", ["?tahun=9999", "?tahun=", "?tahun=x&indikator=y", "?tahun=2025-01"])
def test_whatever_the_address_says_a_year_is_shown(province, asked):
    assert "Kalimantan Barat 2026" in page("provinsi-kalbar", f"/{asked}")


def test_the_doors_of_the_first_page_open(province):
    programme = of_year("provinsi-kalbar", 2025)[0]
    for address in (f"/dasbor/?program={programme.code}", f"/dasbor/rincian/?program={programme.code}&indikator=participation"):  # fmt: skip
        assert page("provinsi-kalbar", address)


def test_an_office_of_a_kabupaten_keeps_its_own_first_page(province):
    shown = page("dinas-sambas")
    assert "Kabupaten Sambas" in shown
    assert "Kabupaten Mempawah" not in shown


def test_the_province_has_asked_every_quarter_and_year_and_every_state_stands_on_the_newest_board(province):
    made = Round.objects.unscoped("test")
    assert made.filter(kind="quarterly").count() == 4 * LESS.years - 1
    assert made.filter(kind="yearly").count() == LESS.years
    newest = made.filter(kind="quarterly").order_by("-starts_on").first()
    assert set(newest.entries.values_list("state", flat=True)) == {
        "empty",
        "draft",
        "submitted",
        "returned",
        "accepted",
    }
    editions = Edition.objects.unscoped("test")
    assert editions.filter(late=True).exists()
    answers = [row for e in editions for row in e.body["answers"]]
    assert any(row["answer"].get("missing") == "awaited" for row in answers)
    assert any(row["flag"] and row["answer"]["remark"] for row in answers)


def test_no_kabupaten_reads_another_s_draft_and_the_province_none_either(province):
    draft = (
        Entry.objects.unscoped("test")
        .filter(state="draft")
        .select_related("round")
        .order_by("region")
        .first()
    )
    writer = next(city for city in CITIES if city.within == draft.region)
    other = next(city for city in CITIES if city.within != draft.region)
    assert reports_for(actor(writer.key), draft.region)
    assert entries(actor(writer.key)).filter(id=draft.id).exists()
    assert not entries(actor(other.key)).filter(id=draft.id).exists()
    assert not reports_for(actor("provinsi-kalbar"), draft.region)
    client = Client()
    client.force_login(user(other.key))
    assert client.get(reverse("round_entry", args=[draft.id])).status_code == 404


def test_problems_were_noted_handed_up_and_ended_and_some_are_open(province):
    found = Problem.objects.unscoped("test")
    assert found.filter(closed_at__isnull=False).exists()
    assert set(found.filter(closed_at=None).values_list("held", flat=True)) >= {"local", "province"}
    own = Problem.objects.for_actor(actor("dinas-sambas"), Permission.VIEW_PROBLEMS)
    assert {x.region for x in own} == {"61.01"}
    whole = Problem.objects.for_actor(actor("provinsi-kalbar"), Permission.VIEW_PROBLEMS)
    assert whole.count() == found.count() > own.count()


def test_each_place_s_figures_of_last_month_stand_open(province):
    assert set(FigureEdition.objects.values_list("region", "programme__starts_on__year")) == {
        (city.within, 2026) for city in CITIES[: LESS.cities]
    }


def test_one_office_goes_from_what_people_ask_for_to_next_years_plan_and_its_forum(province):
    office = actor("dinas-sambas")
    plan = Plan.objects.for_actor(office, Permission.VIEW_PLANS).get()
    assert (plan.region, plan.year) == ("61.01", TODAY.year + 1)
    assert plan.activities.count() > 4
    assert {bool(v.activity_id) for w in plan.wishes.all() for v in w.verdicts.all()} == {True, False}
    heard = Aspiration.objects.for_actor(office, Permission.VIEW_ASPIRATIONS)
    assert heard.filter(state="planned").exists()
    shown = page("dinas-sambas", reverse("you_said_districts"))
    assert "Sambas" in shown
    assert Proposal.objects.unscoped("test").filter(region="61.01", kind="parts").count() == 2
    assert not Plan.objects.for_actor(actor("dinas-mempawah"), Permission.VIEW_PLANS).exists()
