"""Pilot cooperatives: filters with their cure, the best for each kecamatan, people's departures with reasons, the head's decree."""

import datetime
from dataclasses import replace

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.regions.queries import below
from dampingi.insight.health import actions as health
from dampingi.insight.health.queries import rules_in_force as health_rules
from dampingi.insight.health.rules import engine_rules
from dampingi.insight.pilots import actions, queries
from dampingi.insight.pilots.models import PilotChoice, PilotRules
from dampingi.outcomes.papers import pilots
from dampingi.outcomes.papers.actions import keep_paper
from dampingi.records.cooperatives.actions import note_year, register_cooperative
from dampingi.records.cooperatives.intake import BookYearIntake, CooperativeIntake
from tests.pdf import printed
from tests.records.conftest import HERE

pytestmark = pytest.mark.usefixtures("july")
CITY, YEAR, HOME = "32.76", 2025, "32.76.05"
ELSEWHERE = "32.76.01"
TOLD = CooperativeIntake(
    "Koperasi Maju", datetime.date(2019, 5, 2), "consumer", HERE, CITY, shop_unit=True, digital="yes", transparent="yes"
)  # fmt: skip
BOOKS = BookYearIntake(
    YEAR, 40, 60, 500_000_000, 200_000_000, 900_000_000, 25_000_000, meeting_on=datetime.date(2026, 3, 12)
)
WHY = "Tokonya sedang diperbaiki."


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def noted(town, name, *, books=BOOKS, assessed=True, poor=0, **more):
    made = register_cooperative(by=town.actor("office"), told=replace(TOLD, name=name, **more))
    if books:
        note_year(by=town.actor("office"), cooperative=made.id, told=books)
    if assessed:
        assess(town, made, poor)
    return made


def assess(town, made, poor):
    items = list(engine_rules(health_rules(CITY).body, made.kind).items)
    answers = {item: n >= poor for n, item in enumerate(items)}
    found = health.save_answers(
        by=town.actor("office"), cooperative=made.id, year=YEAR, answers=answers, notes={}
    )
    health.submit(by=town.actor("office"), assessment=found.id)
    health.approved(found.id, found.version)


@pytest.fixture
def three(town):
    """Two that are ready in one kecamatan, the second without digital books, and one of savings and loans."""
    return (
        noted(town, "Maju"),
        noted(town, "Karya", digital="no"),
        noted(town, "Simpan", kind="savings_loan", shop_unit=False),
    )


def field(town):
    return queries.field(town.actor("office"), CITY, YEAR)


def draw_up(town, wanted=None, reasons=None, who="office", **more):
    best = dict(field(town).best.served)
    return actions.draw_up(
        by=town.actor(who), region=CITY, year=YEAR, wanted=best if wanted is None else wanted, reasons=reasons or {}, **more
    )  # fmt: skip


def test_the_best_serves_its_own_kecamatan_and_the_next_one_another_for_fewer_points(town, three):
    found = field(town)
    assert set(found.eligible) == {str(three[0].id), str(three[1].id)}
    assert len(found.best.served) == 2
    assert found.best.served[HOME] in found.eligible
    assert found.best.points == 10_000 + 8_000 - 1_500
    assert HOME not in {p.code for p in found.without_own}
    assert len(found.without_own) == len(below(CITY, 3)) - 1


@pytest.mark.parametrize(
    ("more", "bars"),
    [
        ({"kind": "savings_loan", "shop_unit": False}, "type"),
        ({"books": None, "assessed": False}, "meeting"),
        ({"assessed": False}, "assessed"),
        ({"poor": 40}, "health"),
        ({"members_area": "32"}, "area"),
    ],
)
def test_who_is_barred_says_why_on_the_page(town, more, bars):
    made = noted(town, "Uji", **more)
    one = next(c for c in field(town).candidates if c.cooperative.id == made.id)
    assert bars in one.readiness.barriers
    page = town.client("office").get("/koperasi-percontohan/").content.decode()
    from dampingi.insight.pilots.wording import BARRIERS

    assert str(BARRIERS[bars]) in page
    assert "Belum ada koperasi yang memenuhi syarat" in page


def test_the_page_names_kecamatan_without_a_candidate_and_the_price_of_each_choice(town, three):
    page = town.client("office").get("/koperasi-percontohan/").content.decode()
    assert "Terbukti terbaik" in page
    assert "Kecamatan tanpa calon yang memenuhi syarat" in page
    one = town.client("office").get(f"/koperasi-percontohan/{three[0].id}/").content.decode()
    assert "Bila koperasi ini tidak dipilih" in one
    assert "1 kecamatan tidak terlayani" in one


def test_the_best_needs_no_reason_and_the_head_signs_it(town, three):
    made = draw_up(town)
    assert made.body["lost_points"] == 0
    answer = town.client("head").post(
        f"/koperasi-percontohan/penetapan/{made.id}/putusan/", {"decision": "approve"}
    )
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.state == "approved"
    assert queries.holds(made)
    text = pdf(made)
    assert "PENETAPAN KOPERASI PERCONTOHAN" in text
    assert "Maju" in text


def pdf(made):
    return printed(keep_paper(pilots.draft(made)))


def test_a_departure_says_why_and_what_it_costs(town, three):
    wanted = {HOME: str(three[1].id)}
    with pytest.raises(Refused, match="Tulis alasannya"):
        draw_up(town, wanted)
    away = next(p for p in field(town).best.served if p != HOME)
    made = draw_up(town, wanted, {HOME: WHY, away: WHY})
    told = {p["code"]: p for p in made.body["places"]}
    assert made.body["lost_places"] == 1
    assert told[away]["departs"]
    assert told[away]["served"] is None
    assert told[away]["reason"] == WHY


def test_an_arrangement_as_good_needs_no_reason(town):
    a, b = noted(town, "A"), noted(town, "B")
    best = dict(field(town).best.served)
    swapped = {p: str(b.id) if k == str(a.id) else str(a.id) for p, k in best.items()}
    assert draw_up(town, swapped).body["lost_points"] == 0


def test_what_cannot_be_is_refused_with_the_cure(town, three):
    best, key = dict(field(town).best.served), str(three[0].id)
    for wanted, says in (
        (dict.fromkeys(best, key), "lebih dari satu kecamatan"),
        ({HOME: str(three[2].id)}, "tidak lagi memenuhi"),
        ({"33.01.01": key}, "tidak ada di sini"),
        ({HOME: ""}, "Belum ada koperasi"),
    ):
        with pytest.raises(Refused, match=says):
            draw_up(town, wanted, dict.fromkeys([*best, HOME], WHY))


def test_one_waits_at_a_time_and_a_second_decree_says_why(town, three):
    made = draw_up(town)
    with pytest.raises(Conflict, match="menunggu"):
        draw_up(town)
    actions.approved(made.id, 1)
    with pytest.raises(Refused, match="mengapa ditetapkan lagi"):
        draw_up(town)
    assert draw_up(town, remarks="Satu koperasi mengundurkan diri.").number == 2


def test_what_is_frozen_stays_when_the_cooperative_changes(town, three):
    made = draw_up(town)
    three[0].__class__.objects.unscoped("test").filter(id=three[0].id).update(digital="no")
    page = town.client("office").get(f"/koperasi-percontohan/penetapan/{made.id}/").content.decode()
    assert "Isinya tidak lagi sama" not in page
    PilotChoice.objects.unscoped("test").filter(id=made.id).update(body=made.body | {"points": 1})
    page = town.client("office").get(f"/koperasi-percontohan/penetapan/{made.id}/").content.decode()
    assert "Isinya tidak lagi sama" in page


def test_the_form_shows_the_price_before_it_is_handed_in(town, three):
    client = town.client("office")
    sent = {f"p-{HOME}": str(three[1].id), "look": "1"}
    page = client.post("/koperasi-percontohan/penetapan/baru/", sent)
    assert page.status_code == 200
    assert "1 kecamatan tidak terlayani" in page.content.decode()
    assert not PilotChoice.objects.unscoped("test").exists()
    sent = {f"p-{p}": key for p, key in field(town).best.served.items()}
    assert client.post("/koperasi-percontohan/penetapan/baru/", sent).status_code == 302
    assert PilotChoice.objects.unscoped("test").count() == 1
    assert client.post("/koperasi-percontohan/penetapan/baru/", sent).status_code == 422


def test_the_head_publishes_weights_and_the_field_follows(town, three):
    body = queries.rules_in_force(CITY).body
    other = body | {"weights": {"health": 25, "digital": 25, "transparent": 25, "shop": 25}}
    with pytest.raises(Denied):
        actions.publish_rules(by=town.actor("office"), region=CITY, body=other, reason="Rapat")
    with pytest.raises(Refused, match="dasar"):
        actions.publish_rules(by=town.actor("head"), region=CITY, body=other, reason=" ")
    with pytest.raises(Refused, match="berjumlah 100"):
        actions.publish_rules(by=town.actor("head"), region=CITY, body=body | {"away": 200}, reason="Rapat")
    with pytest.raises(Conflict, match="sudah berbunyi"):
        actions.publish_rules(by=town.actor("head"), region=CITY, body=body, reason="Rapat")
    made = actions.publish_rules(by=town.actor("head"), region=CITY, body=other, reason="Rapat 3 Maret")
    assert field(town).best.points == 10_000 + 7_500 - 1_500
    with pytest.raises(Exception, match="signed rows"):
        PilotRules.objects.filter(id=made.id).update(reason="lain")


def test_the_head_publishes_through_the_page(town):
    client = town.client("head")
    page = client.get("/koperasi-percontohan/aturan/")
    key = page.context["form"]["rules"].value()
    sent = {
        "w-health": "10",
        "w-digital": "30",
        "w-transparent": "30",
        "w-shop": "30",
        "away": "10",
        "least_health": "66",
        "reason": "Rapat",
        "rules": key,
    }
    assert client.post("/koperasi-percontohan/aturan/", sent).status_code == 302
    assert queries.rules_in_force(CITY).number == 1
    assert client.post("/koperasi-percontohan/aturan/", sent).status_code == 302
    assert PilotRules.objects.count() == 1
    assert town.client("office").post("/koperasi-percontohan/aturan/", sent).status_code == 403


def test_another_city_and_who_has_no_business_here_see_nothing(town, three):
    made = draw_up(town)
    assert town.client("elsewhere").get(f"/koperasi-percontohan/penetapan/{made.id}/").status_code == 404
    assert town.client("elsewhere").get(f"/koperasi-percontohan/?wilayah={CITY}").status_code == 404
    assert town.client("elsewhere").get(f"/koperasi-percontohan/{three[0].id}/").status_code == 404
    assert town.client("ana").get("/koperasi-percontohan/").status_code == 403
    assert (
        town.client("office")
        .post(f"/koperasi-percontohan/penetapan/{made.id}/putusan/", {"decision": "approve"})
        .status_code
        == 403
    )
