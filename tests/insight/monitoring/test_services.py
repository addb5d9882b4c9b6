"""Figures of clinic and cooperatives: rows of a place, behind them the records, for those who may see them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.insight.scattered import TODAY

from dampingi.foundation.accounts.actors import Actor
from dampingi.insight.monitoring.dashboard.asked import shared
from dampingi.insight.monitoring.periods import Period, book_year_due
from dampingi.insight.monitoring.queries import rows, values
from dampingi.records.businesses.models import Business
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.materials.models import Demand
from dampingi.records.memberships.models import Membership
from dampingi.records.programmes.models import Programme

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
ROWS = "/dasbor/rincian/?wilayah=32.76&indikator="


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 12, 31)))
def test_the_book_year_due_is_the_last_whose_thirtieth_of_june_has_come(day):
    past = [y for y in range(1940, 2102) if datetime.date(y + 1, 6, 30) <= day]
    assert book_year_due(day).year == past[-1]


def test_a_cooperatives_rows_name_it_and_lead_to_it(enter):
    body = enter("office").get(f"{ROWS}coop_digital").content.decode()
    shown = Cooperative.objects.unscoped("test").filter(region__startswith="32.76", digital="yes").first()
    assert f'href="/koperasi/{shown.id}/"' in body
    assert shown.name in body


def test_a_consultations_rows_name_the_business_and_its_field(enter):
    page = enter("office").get(f"{ROWS}consultations_noted")
    found = {row["href"] for row in page.context["listing"].page}
    ids = Business.objects.unscoped("test").filter(region__startswith="32.76").values_list("id", flat=True)
    assert found
    assert found <= {f"/usaha/{id}/" for id in ids}
    assert "Pembiayaan" in page.content.decode()


def test_a_clinics_rows_lead_to_its_day(enter):
    page = enter("office").get(f"{ROWS}clinic_places_used")
    assert all(row["href"].startswith("/klinik/") for row in page.context["listing"].page)


def test_a_programme_of_another_city_counts_the_clinic_and_cooperatives_of_its_own_place(readers):
    """Each place's are the same for every programme there; those of the neighbour never count, whatever the reach."""
    made = Programme.objects.create(
        code="PLUT-X", name="PLUT", region="32.77", starts_on=datetime.date(2026, 1, 1), ends_on=datetime.date(2026, 12, 31)
    )  # fmt: skip
    period = Period(made.starts_on, TODAY)
    for code in ("coop_women", "consultations_noted", "clinic_places_used"):
        own = values(SYSTEM, [code], programme=made, period=period).of(code)
        there = values(SYSTEM, [code], programme=readers.programme, region="32.77", period=period).of(code)
        everywhere = values(SYSTEM, [code], programme=readers.programme, period=period).of(code)
        assert (own.numerator, own.denominator) == (there.numerator, there.denominator)
        assert 0 < own.denominator < everywhere.denominator
        listed, _count = rows(SYSTEM, code, programme=made, period=period, limit=1000)
        assert {row["region"][:5] for row in listed} == {"32.77"}


def test_what_belongs_to_a_place_is_not_added_up_over_programmes_that_share_it(readers):
    first, second = (
        Programme(code=c, region=r, starts_on=TODAY, ends_on=TODAY)
        for c, r in (("A", "32.76"), ("B", "32.77"))
    )
    assert {"coop_healthy", "consultations_noted", "clinic_places_used"} <= set(shared([first, second]))
    second.region = "32"
    assert not {"coop_healthy", "consultations_noted", "clinic_places_used"} & set(shared([first, second]))
    assert "pass_rate" in shared([first, second])


def test_an_area_is_on_the_dashboard_only_where_there_is_something_to_tell(enter):
    body = enter("office").get("/dasbor/?wilayah=32.76").content.decode()
    assert ">Koperasi</h2>" in body
    assert ">PLUT dan klinik</h2>" in body
    Cooperative.objects.unscoped("test").update(closed_on=datetime.date(2020, 1, 1))
    Membership.objects.unscoped("test").delete()
    Demand.objects.unscoped("test").delete()
    assert ">Koperasi</h2>" not in enter("office").get("/dasbor/?wilayah=32.76").content.decode()
