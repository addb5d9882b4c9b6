"""GET /usaha/: who sees which businesses, narrowed by what; every order and filter against the rows themselves."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.regions.codes import inside, walked
from dampingi.records.businesses.actions import (
    archive_business,
    close_business,
    note_constraints,
    set_channels,
    verify_business,
)
from dampingi.records.businesses.intake import ConstraintNote, VerificationNote
from dampingi.records.businesses.models import Business
from dampingi.records.mentoring.actions import record_visits
from dampingi.records.mentoring.intake import VisitIntake
from tests.records.conftest import HERE, NEXT, SYSTEM
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")


def listed(town, query: str = "", persona: str = "office") -> list[str]:
    page = town.client(persona).get(f"/usaha/?{query}")
    assert page.status_code == 200
    return [row.name for row in page.context["listing"].page.object_list]


def shop(town, number: int) -> Business:
    return Business.objects.unscoped("test").get(name=f"Warung {number}")


def put(business: Business, **values) -> None:
    Business.objects.unscoped("test").filter(id=business.id).update(**values)


def test_everyone_sees_their_own_part(town):
    assert listed(town) == [f"Warung {n}" for n in range(5)]
    assert listed(town, persona="ana") == ["Warung 0", "Warung 1", "Warung 2"]
    assert listed(town, persona="coordinator") == [f"Warung {n}" for n in range(5)]
    assert listed(town, persona="elsewhere") == []


def test_narrowed_by_place_to_the_very_kelurahan(town):
    assert listed(town, f"wilayah={NEXT}", "coordinator") == ["Warung 3", "Warung 4"]
    assert listed(town, "wilayah=32.77", "coordinator") == [f"Warung {n}" for n in range(5)]


def test_narrowed_by_what_is_on_record(town):
    put(shop(town, 0), nib="9120000000001", sector="jasa", size="micro")
    put(shop(town, 1), phone="+628120000", other_phone="")
    put(shop(town, 2), latitude="-6.4", longitude="106.8", sector="")
    assert listed(town, "sektor=jasa") == ["Warung 0"]
    assert listed(town, "sektor=tidak") == ["Warung 2"]
    assert listed(town, "skala=micro") == ["Warung 0"]
    assert listed(town, "data=nib") == ["Warung 0"]
    assert "Warung 0" not in listed(town, "data=tanpa-nib")
    assert listed(town, "data=telepon") == ["Warung 1"]
    assert "Warung 1" not in listed(town, "data=tanpa-telepon")
    assert listed(town, "data=posisi") == ["Warung 2"]
    assert "Warung 2" not in listed(town, "data=tanpa-posisi")


def test_narrowed_by_constraint_and_by_its_field(town):
    rows = [
        ConstraintNote(shop(town, 0).id, "fin_capital", TODAY, source="survey"),
        ConstraintNote(shop(town, 3).id, "fin_records", TODAY, source="survey"),
    ]
    note_constraints(by=SYSTEM, rows=rows)
    assert listed(town, "kendala=fin_capital") == ["Warung 0"]
    assert listed(town, "kendala=bidang:pembiayaan") == ["Warung 0", "Warung 3"]
    assert listed(town, "kendala=bidang:pembiayaan", "coordinator") == ["Warung 0", "Warung 3"]
    assert listed(town, "kendala=bidang:it") == []


def test_narrowed_by_how_and_when_it_was_verified(town):
    verify_business(by=town.actor("office"), row=VerificationNote(shop(town, 0).id, "call"))
    long_ago = timezone.now() - datetime.timedelta(days=500)
    put(shop(town, 1), standing="confirmed", verified_at=long_ago)
    put(shop(town, 2), standing="differs")
    assert listed(town, "verifikasi=ya") == ["Warung 0", "Warung 1"]
    assert listed(town, "verifikasi=baru") == ["Warung 0"]
    assert listed(town, "verifikasi=lama") == ["Warung 1"]
    assert listed(town, "verifikasi=beda") == ["Warung 2"]
    assert listed(town, "verifikasi=belum") == ["Warung 3", "Warung 4"]


def test_narrowed_by_programme_and_sales_channel(town):
    assert listed(town, "program=WUB-2026") == [f"Warung {n}" for n in range(5)]
    assert listed(town, "program=tidak") == []
    set_channels(by=town.actor("office"), business=shop(town, 1).id, codes=["shopee", "market"], on=TODAY)
    set_channels(by=town.actor("office"), business=shop(town, 1).id, codes=["market"], on=TODAY)
    assert listed(town, "saluran=market") == ["Warung 1"]
    assert listed(town, "saluran=shopee") == []


def test_narrowed_by_the_last_visit(town):
    visits = [
        VisitIntake(town.enrolments[n].id, town.mentor("ana").id, on=TODAY - datetime.timedelta(days=days), minutes=30, topic="produksi")
        for n, days in ((0, 5), (1, 60), (2, 120))
    ]  # fmt: skip
    origin = open_origin(by=SYSTEM, door="command")
    record_visits(by=town.actor("ana"), origin=origin, rows=visits, today=TODAY)
    assert listed(town, "kontak=30") == ["Warung 0"]
    assert listed(town, "kontak=90") == ["Warung 0", "Warung 1"]
    assert listed(town, "kontak=lewat-90") == ["Warung 2", "Warung 3", "Warung 4"]
    assert listed(town, "kontak=belum") == ["Warung 3", "Warung 4"]


def test_closed_and_archived_ones(town):
    close_business(by=town.actor("office"), business=shop(town, 0).id, on=TODAY, reason="died")
    archive_business(by=SYSTEM, business=shop(town, 1).id, reason="Tercatat dua kali.")
    assert listed(town, "buka=tutup") == ["Warung 0"]
    assert listed(town, "buka=ya") == ["Warung 2", "Warung 3", "Warung 4"]
    assert listed(town, "arsip=ya") == ["Warung 1"]
    assert "Warung 1" not in listed(town)


def test_where_the_data_came_from(town):
    put(shop(town, 4), origin=open_origin(by=SYSTEM, door="field"))
    assert listed(town, "asal=field") == ["Warung 4"]


def test_sorted_both_ways_with_the_unknown_last_on_every_page(town):
    for number, sales in enumerate((5, None, 7, None, 6)):
        put(shop(town, number), annual_sales=sales)
    up, down = ["Warung 0", "Warung 4", "Warung 2"], ["Warung 2", "Warung 4", "Warung 0"]
    assert listed(town, "urut=annual_sales") == [*up, "Warung 1", "Warung 3"]
    assert listed(town, "urut=-annual_sales") == [*down, "Warung 3", "Warung 1"]
    assert listed(town, "urut=-name") == [f"Warung {n}" for n in (4, 3, 2, 1, 0)]


def test_sorted_by_place_and_there_by_name(town):
    for number in range(5):
        put(shop(town, number), region=NEXT if number in (0, 3) else HERE)
    placed = sorted(range(5), key=lambda n: (NEXT if n in (0, 3) else HERE, n))
    assert listed(town, "urut=region") == [f"Warung {n}" for n in placed]
    assert listed(town, "urut=-region") == [f"Warung {n}" for n in reversed(placed)]


def test_a_search_sorts_by_fit_and_says_why(town):
    put(shop(town, 2), nib="9120000000077")
    page = town.client("office").get("/usaha/?cari=9120000000077").content.decode()
    assert "cocok pada nomor telepon atau NIB" in page
    assert listed(town, "cari=warga+3")[0] == "Warung 3"
    assert listed(town, "cari=warga+3&urut=-name")[0] == "Warung 4"
    assert listed(town, f"cari=warga+3&wilayah={HERE}", "coordinator")[:1] != ["Warung 3"]


def test_an_unknown_word_is_said_to_be_so_with_words_near_it(town):
    from dampingi.records.search.actions import index_stale

    index_stale()
    put(shop(town, 0), key="rahmawati")
    index_stale()
    page = town.client("office").get("/usaha/?cari=rahmamamati").content.decode()
    assert "Tidak ada yang cocok" in page
    assert "Mungkin maksud Anda" in page
    assert "cari=rahmawati" in page
    assert "rahmawati" not in town.client("elsewhere").get("/usaha/?cari=rahmamamati").content.decode()


def test_the_office_says_how_a_business_sells_and_others_do_not(town):
    address = f"/usaha/{shop(town, 0).id}/saluran/"
    town.client("office").post(address, {"code": ["shopee", "market"]})
    shown = town.client("office").get(f"/usaha/{shop(town, 0).id}/").content.decode()
    assert "Shopee" in shown
    assert town.client("office").post(address, {"code": ["telepati"]}).status_code == 422
    for persona in ("coordinator", "elsewhere"):
        assert town.client(persona).post(address, {"code": []}).status_code in (403, 404)
    assert set(shop(town, 0).channels.filter(until=None).values_list("code", flat=True)) == {
        "shopee",
        "market",
    }


def test_a_search_is_narrowed_by_whatever_else_is_chosen(town):
    put(shop(town, 0), sector="jasa")
    assert listed(town, "cari=warung+0&sektor=jasa") == ["Warung 0"]
    assert listed(town, "cari=warung+0&sektor=kuliner") == []
    assert listed(town, f"cari=warung+0&wilayah={NEXT}", "coordinator") == []
    archive_business(by=SYSTEM, business=shop(town, 0).id, reason="tutup")
    assert "Warung 0" not in listed(town, "cari=warung+0")
    assert listed(town, "cari=warung+0&arsip=ya") == ["Warung 0"]


@pytest.mark.parametrize("query", ["", "cari=warung"])
def test_a_page_asks_as_often_for_five_businesses_as_for_one(town, query):
    client = town.client("office")
    counts = []
    for narrowed in ("&data=nib", ""):
        put(shop(town, 0), nib="9120000000001")
        client.get(f"/usaha/?{query}{narrowed}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/usaha/?{query}{narrowed}")
        counts.append(sum("businesses_" in each["sql"] for each in asked.captured_queries))
    assert counts[1] <= counts[0]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by statistics")
@pytest.mark.django_db
@pytest.mark.parametrize("sector", ["", "jasa"])
def test_a_page_walks_the_index_of_its_order(sector):
    rows = Business.objects.unscoped("test").filter(inside("32.76"), archived_at=None)
    rows = rows.filter(sector=sector) if sector else rows
    keys = rows.order_by("key", "region", "id").values_list("pk", flat=True)
    assert "TEMP B-TREE" in keys[:50].explain()
    assert "COVERING INDEX register_by_name" in walked(keys)[:50].explain()
    by_place = walked(keys.order_by("-region", "-key", "-id"))[:50].explain()
    assert "COVERING INDEX register_by_place (region>? AND region<?)" in by_place
    assert "TEMP B-TREE" not in by_place
