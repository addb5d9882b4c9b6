"""/target/...: how everything stands on its way, one indicator, and the two forms."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from dampingi.insight.monitoring.queries import values
from dampingi.insight.targets.behind import behind
from dampingi.insight.targets.reading import Question, lines
from dampingi.insight.targets.spans import spans, words
from dampingi.records.businesses.models import Verification
from dampingi.records.programmes.models import Target
from tests.insight.targets.conftest import YEAR, decide
from tests.records.town import KECAMATAN, KOTA, TODAY

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
