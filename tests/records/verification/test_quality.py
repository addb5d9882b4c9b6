"""/usaha/mutu/ and the score behind it, against a naive count."""

import io

import pytest
from openpyxl import load_workbook

from dampingi.records.businesses.models import Business
from dampingi.records.verification.quality import (
    Quality,
    checks,
    gathered,
    is_closed,
    quality_of_places,
    stale_before,
    together,
)


def naive(b: Business) -> dict[str, bool]:
    owner = b.owner
    return {
        "verified": b.standing == "confirmed" and b.verified_at >= stale_before(),
        "phone": bool(b.phone or owner.phone),
        "kelurahan": len(b.region) == 13,
        "address": bool(b.address or owner.address),
        "sector": bool(b.sector or b.kbli),
        "product": bool(b.product),
        "figures": b.capital is not None or b.annual_sales is not None,
        "workers": b.workers is not None,
        "position": b.latitude is not None,
        "identity": bool(owner.nik_index),
    }


def test_the_points_add_up_to_a_hundred():
    assert sum(c.points for c in checks()) == 100


def test_the_score_agrees_with_a_count_by_hand(city):
    rows = (
        Business.objects.unscoped("test")
        .filter(archived_at=None)
        .exclude(is_closed())
        .select_related("owner")
    )
    passed = [naive(b) for b in rows]
    parts = quality_of_places(city.actor("penyelenggara"), "32.76")
    whole = together("32.76", parts)
    assert whole.total == len(passed) > 0
    assert whole.passed == {c.code: sum(p[c.code] for p in passed) for c in checks()}
    points = sum(c.points * sum(p[c.code] for p in passed) for c in checks())
    assert whole.score == pytest.approx(points / len(passed))


def test_what_would_raise_it_most_is_the_check_with_the_most_points_to_gain():
    total = 10
    passed = {c.code: total for c in checks()} | {"verified": 9, "identity": 0}
    found = Quality("32.76", total, passed)
    assert found.best is not None
    assert found.best.code == "identity"
    assert found.gain(found.best) == 5
    perfect = Quality("32.76", total, {c.code: total for c in checks()})
    assert (perfect.score, perfect.best) == (100, None)
    assert Quality("32.76", 0, {c.code: 0 for c in checks()}).score is None


def test_the_page_leads_from_a_score_to_the_businesses_behind_it(city):
    shown = city.client("penyelenggara").get("/usaha/mutu/").content.decode()
    assert "/usaha/verifikasi/?wilayah=32.76" in shown
    assert "Paling menaikkan" in shown


def test_the_province_sees_scores_but_no_door_to_businesses(city):
    shown = city.client("provinsi").get("/usaha/mutu/").content.decode()
    assert "dari 100" in shown
    assert "/usaha/verifikasi/?" not in shown


def test_a_place_out_of_reach_is_refused(city):
    assert city.client("koordinator").get("/usaha/mutu/?wilayah=32.77").status_code == 403
    assert city.client("penyelenggara").get("/usaha/mutu/?wilayah=ngawur").status_code == 403


def test_the_scores_can_be_taken_along(city):
    answer = city.client("penyelenggara").get("/usaha/mutu/?unduh=xlsx")
    data = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    parts = gathered(quality_of_places(city.actor("penyelenggara"), "32.76"), 3)
    assert data.max_row - 1 == len(parts)
