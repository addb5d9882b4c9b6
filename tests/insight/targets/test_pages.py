"""/target/...: how everything stands on its way, one indicator, and the two forms."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from dampingi.engines.targets import shares
from dampingi.foundation.origins.models import Origin
from dampingi.insight.monitoring.queries import values
from dampingi.insight.monitoring.spans import spans, words
from dampingi.insight.targets.behind import Behind, behind, said
from dampingi.insight.targets.reading import Question, lines
from dampingi.records.businesses.models import Verification
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.models import Target
from tests.insight.targets.conftest import YEAR, decide
from tests.records.town import HERE, KECAMATAN, KOTA, NEXT, TODAY

pytestmark = pytest.mark.usefixtures("july")
CODE = "verified_share"


def text(answer):
    return answer.content.decode()


def states(answer):
    return [(row["state"], row["state_label"]) for row in answer.context["rows"]]


def asked(town, today=TODAY, region=KOTA, code=YEAR):
    return Question(town.actor("office"), town.programme, region, code, today)


def verify(town, *numbers):
    for n in numbers:
        Verification.objects.create(
            business=town.enrolments[n].business, region=town.enrolments[n].region, outcome="confirmed", by=town.users["camat"].id, by_name="Camat", method="visit", at=datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
        )  # fmt: skip


def test_it_is_judged_by_the_way_and_not_by_the_end(town, aim):
    """Two of five verified by July: on the way to 60% by the end of November, and behind for 100%."""
    verify(town, 0, 3)
    aim("0.60")
    (line,) = lines(asked(town), [CODE])
    assert (line.figure.numerator, line.figure.denominator) == (2, 5)
    assert (line.path.course, line.standing.verdict) == ("linear", "good")
    assert states(town.client("office").get("/target/")) == [("good", "Sesuai")]
    aim("1")
    (line,) = lines(asked(town), [CODE])
    assert line.standing.verdict == "late"
    assert states(town.client("office").get("/target/")) == [("late", "Tertinggal")]


def test_before_its_period_and_on_a_course_for_the_end_alone_nothing_is_judged(town, aim):
    verify(town, 0)
    aim("1", course="end")
    (line,) = lines(asked(town), [CODE])
    assert line.standing.verdict == "none"
    assert "Belum waktunya dinilai" in text(town.client("office").get(f"/target/{CODE}/"))
    Target.objects.update(period="2026-11")
    (line,) = lines(asked(town, code="2026-11"), [CODE])
    assert line.standing is None


def test_the_parts_of_a_gap_are_the_gap(town, aim):
    verify(town, 0, 1, 3)
    aim("0.9")
    (line,) = lines(asked(town, region=KECAMATAN), [CODE])
    for told in behind(asked(town, region=KECAMATAN), line):
        assert sum(s.gap for _n, s in told.parts) == Fraction(9, 10) - Fraction(3, 5)
    page = text(town.client("coordinator").get(f"/target/{CODE}/"))
    assert "Menurut kelurahan" in page
    assert "bagian=belum" in page


def test_a_forecast_rests_on_whole_months(town, aim):
    verify(town, 0, 3)
    aim("0.6")
    (line,) = lines(asked(town), [CODE])
    assert [m.month for m, _f in line.history] == [2, 3, 4, 5, 6]
    assert (line.forecast.value, line.forecast.months) == (
        pytest.approx(0.4),
        4,
    )  # not February, when nothing was verified yet
    assert lines(asked(town, today=datetime.date(2026, 4, 3)), [CODE])[0].forecast is None
    assert lines(asked(town, today=datetime.date(2026, 12, 31)), [CODE])[0].forecast is None


def test_the_forecast_of_each_month_is_what_the_dashboard_says_of_its_end(town, aim):
    verify(town, 0, 3)
    aim("0.6")
    (line,) = lines(asked(town), [CODE])
    from dampingi.insight.monitoring.periods import Period

    for month, figure in line.history:
        end = (month + datetime.timedelta(days=32)).replace(day=1) - datetime.timedelta(days=1)
        told = values(
            town.actor("office"),
            [CODE],
            programme=town.programme,
            region=KOTA,
            period=Period(town.programme.starts_on, end),
        )
        assert told.of(CODE) == figure


def test_the_dashboard_says_the_same_forecast(town, aim):
    from django.http import QueryDict

    from dampingi.insight.monitoring.dashboard.asked import asked as question
    from dampingi.insight.monitoring.dashboard.way import outlook
    from dampingi.insight.targets.telling import forecast

    verify(town, 0, 3)
    aim("0.6")
    (line,) = lines(asked(town), [CODE])
    told = outlook(
        town.actor("office"), question(town.actor("office"), QueryDict(), today=TODAY), line.indicator
    )
    assert told == f"perkiraan akhir program {forecast(line).replace(' – ', '–')}"


def test_the_first_page_judges_by_the_same_way(town, aim):
    """By the end value 40% of 60% would be far below its target in July."""
    from dampingi.pages.home.figures import cards

    verify(town, 0, 3)
    aim("0.60")
    (card,) = cards(town.actor("office"), town.programme, codes=(CODE,))
    assert (card.value, card.target, card.state) == ("40,0%", "60,0%", "good")
    aim("1")
    assert cards(town.actor("office"), town.programme, codes=(CODE,))[0].state == "late"


def test_from_the_form_to_a_target_and_down(town):
    office = town.client("office")
    sent = {"value": "80", "baseline": "10", "course": "linear", "reason": "Hasil tahun lalu"}
    made = office.post(f"/target/{CODE}/usul/?wilayah={KECAMATAN}", sent)
    assert made.status_code == 302
    town.client("head").post(f"{made.url}putusan/", {"decision": "approve"})
    target = Target.objects.get()
    assert (target.value, target.baseline, target.region) == (Decimal("0.8"), Decimal("0.1"), KECAMATAN)
    page = text(office.get(f"/target/{CODE}/bagi/?wilayah={KECAMATAN}"))
    assert page.count('name="v-32.76.05') == 2
    wrong = office.post(
        f"/target/{CODE}/bagi/?wilayah={KECAMATAN}",
        {"v-32.76.05.1003": "10", "v-32.76.05.1004": "20", "reason": "Dibagi rata"},
    )
    assert (wrong.status_code, "belum sampai 80,0%" in text(wrong), 'value="10"' in text(wrong)) == (
        422,
        True,
        True,
    )
    right = office.post(
        f"/target/{CODE}/bagi/?wilayah={KECAMATAN}",
        {"v-32.76.05.1003": "80", "v-32.76.05.1004": "80", "reason": "Dibagi rata"},
    )
    assert right.status_code == 302
    town.client("head").post(f"{right.url}putusan/", {"decision": "approve"})
    assert Target.objects.count() == 3
    assert "Bila dijumlahkan: 80,0%" in text(office.get(f"/target/{CODE}/?wilayah={KECAMATAN}"))


@pytest.mark.parametrize(
    ("address", "status"),
    [("/target/?masa=2026-Q2", 200), ("/target/?masa=2026-07", 200), ("/target/?masa=1999", 404), ("/target/?wilayah=32.77", 404), ("/target/?wilayah=x", 404),
     ("/target/rahasia/", 404), ("/target/participation/bagi/", 409), ("/target/?program=x", 404)],
)  # fmt: skip
def test_any_question_has_an_answer(town, address, status):
    assert town.client("office").get(address).status_code == status


@pytest.mark.parametrize("value", ["", "abc", "101", "-5", "NaN", "1e400", "9" * 400])
def test_what_is_no_target_is_told_at_the_field_and_kept(town, value):
    answer = town.client("office").post(
        f"/target/{CODE}/usul/", {"value": value, "course": "linear", "reason": "Hasil tahun lalu"}
    )
    assert answer.status_code == 422
    assert "Hasil tahun lalu" in text(answer)


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 200), ("head", 200), ("coordinator", 200), ("inspector", 200), ("province", 200), ("ana", 403), ("participant", 403), ("partner", 403), ("elsewhere", 404), ("stranger", 302)],
)  # fmt: skip
def test_who_reads(town, aim, who, status):
    made = aim()
    for address in ("/target/", f"/target/{CODE}/", f"/target/usulan/{made.id}/"):
        found = town.client(who).get(address).status_code
        assert found == status or (who, found) in (("elsewhere", 403), ("coordinator", 404))


def test_a_province_approves_nothing(town, aim):
    made = aim(approve=False)
    assert decide(town, made, "province").status_code == 403


def test_the_periods_are_those_of_the_programme(town):
    known = spans(town.programme)
    assert [c for c in known if "Q" in c] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert (known["2026-Q1"].start, known["2026-Q4"].end) == (
        town.programme.starts_on,
        town.programme.ends_on,
    )
    assert words("2026-Q2") == "Triwulan 2 2026"


def visited(town, on):
    Visit.objects.create(
        programme=town.programme, region=town.enrolments[0].region, mentor=town.mentor("ana"), enrolment=town.enrolments[0], on=on, minutes=30,
        topic="lainnya", hash="x", origin=Origin.objects.first(),
    )  # fmt: skip


def test_a_quarter_s_figure_opens_that_quarter_s_rows_and_the_year_s_all(town):
    for month in (3, 5, 6):
        visited(town, datetime.date(2026, month, 10))
    Target.objects.create(
        programme=town.programme, indicator="visits_per_participant", region=KOTA, period="2026-Q2", value=1
    )
    office = town.client("office")
    (row,) = office.get("/target/?masa=2026-Q2").context["rows"]
    page = office.get(row["door"])
    listing = page.context["listing"]
    assert listing.count == 2 + 5  # two visits, and a row for each participant with their months
    assert row["counted"] in text(page)
    for each in ("Triwulan 2 2026", "/target/visits_per_participant/?program=WUB-2026", "masa=2026-Q2"):
        assert each in text(page), each
    year = office.get("/dasbor/rincian/?indikator=visits_per_participant").context["listing"]
    assert year.count > listing.count
    assert office.get(f"{row['door']}&unduh=xlsx").status_code == 200


def test_each_part_of_a_quarter_s_gap_opens_its_rows(town):
    visited(town, datetime.date(2026, 5, 10))
    Target.objects.create(
        programme=town.programme,
        indicator="visits_per_participant",
        region=KECAMATAN,
        period="2026-Q2",
        value=1,
    )
    office = town.client("office")
    page = office.get(f"/target/visits_per_participant/?masa=2026-Q2&wilayah={KECAMATAN}")
    (places, *_more) = page.context["behind"]
    counted = [office.get(r["door"]).context["listing"].count for r in places["rows"]]
    assert sum(counted) == 1 + 5


@pytest.mark.parametrize("masa", ["2025", "2026-Q9", "2026-13", "x" * 300])
def test_rows_of_a_period_that_is_not_there_are_refused(town, masa):
    assert town.client("office").get(f"/dasbor/rincian/?indikator={CODE}&masa={masa}").status_code == 404


def test_a_region_below_begins_where_the_whole_began(town):
    """Handed down without a beginning it would be judged from nothing: on track with less than the whole is late with."""
    verify(town, 0, 3)
    office = town.client("office")
    sent = {"value": "80", "baseline": "40", "course": "linear", "reason": "Hasil tahun lalu"}
    made = office.post(f"/target/{CODE}/usul/?wilayah={KECAMATAN}", sent)
    town.client("head").post(f"{made.url}putusan/", {"decision": "approve"})
    Target.objects.create(
        programme=town.programme, indicator=CODE, region=HERE, period=YEAR, value="0.5", baseline="0.3"
    )
    down = {f"v-{HERE}": "80", f"v-{NEXT}": "80", "reason": "Dibagi rata"}
    made = office.post(f"/target/{CODE}/bagi/?wilayah={KECAMATAN}", down)
    town.client("head").post(f"{made.url}putusan/", {"decision": "approve"})
    begins = {t.region: t.baseline for t in Target.objects.all()}
    assert begins == {KECAMATAN: Decimal("0.4"), HERE: Decimal("0.3"), NEXT: Decimal("0.4")}


def test_of_more_parts_than_are_shown_all_that_lack_are_counted():
    """Fourteen that lack the same: each makes a fourteenth, also those behind the fold."""
    from types import SimpleNamespace

    told = shares({str(n): (0, 1) for n in range(14)}, Fraction(1, 2))
    lacking = (14, sum((s.gap for s in told), Fraction(0)))
    whole = Behind("x", "x", [("Pertama", told[0])], None, lacking)
    line = SimpleNamespace(standing=SimpleNamespace(verdict="late"))
    assert said(line, [whole]) == "7% kekurangannya di Pertama; 14 bagian belum sampai."
