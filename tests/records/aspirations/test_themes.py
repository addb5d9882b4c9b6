"""Themes: suggested by words, decided by a person, published by the office; the board counts them."""

import uuid

import pytest
from django.db import DatabaseError, transaction

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.aspirations import actions
from dampingi.records.aspirations.models import ThemeEdition
from dampingi.records.aspirations.queries import themes as queries
from dampingi.records.aspirations.themes import shipped
from tests.records.aspirations.conftest import text

pytestmark = pytest.mark.django_db


def formset(rows, **more):
    told = {"tema-TOTAL_FORMS": str(len(rows)), "tema-INITIAL_FORMS": "0"}
    for n, row in enumerate(rows):
        told |= {f"tema-{n}-{k}": ", ".join(v) if isinstance(v, list) else v for k, v in row.items()}
    return told | {"base": "0", "reason": "Tema banjir ditambahkan"} | more


def test_the_page_proposes_the_theme_and_says_from_which_words(town, asked):
    wish = asked("Tolong dibukakan pasar atau bazar mingguan")
    client = town.client("office")
    page = text(client.get(f"/aspirasi/{wish.id}/"))
    assert "Diusulkan dari: pasar, bazar" in page
    wish.refresh_from_db()
    assert wish.theme == ""  # until a person says so
    assert client.post(f"/aspirasi/{wish.id}/tema/", {"theme": "modal"}).status_code == 302
    wish.refresh_from_db()
    assert (wish.theme, wish.field) == ("modal", "pembiayaan")
    for wrong in ("", "x"):
        assert client.post(f"/aspirasi/{wish.id}/tema/", {"theme": wrong}).status_code == 422


def test_many_are_sorted_at_once_and_only_those_ticked(town, asked):
    one, other = asked("Bazar tiap bulan di alun-alun"), asked("Pinjaman modal yang ringan")
    client = town.client("office")
    page = text(client.get("/aspirasi/tema/pilah/"))
    assert "diusulkan dari: bazar" in page
    said = {"aspirasi": [str(one.id)], f"tema-{one.id}": "tempat", f"tema-{other.id}": "modal"}
    assert client.post("/aspirasi/tema/pilah/", said).status_code == 302
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.theme, other.theme) == ("tempat", "")
    assert "Bazar tiap bulan" not in text(client.get("/aspirasi/tema/pilah/"))
    assert client.post("/aspirasi/tema/pilah/", {}).status_code == 422
    assert client.post("/aspirasi/tema/pilah/", {"aspirasi": "x"}).status_code == 422


def test_out_of_reach_nothing_is_sorted(town, asked):
    far = asked("Bazar tiap bulan", region="32.76.04")
    with pytest.raises(Refused):
        actions.theme_aspirations(by=town.actor("camat"), themes={far.id: "tempat"})


def test_the_office_publishes_its_own_and_what_was_sorted_keeps_its_name(town, asked):
    wish = asked("Bazar tiap bulan")
    client = town.client("office")
    client.post(f"/aspirasi/{wish.id}/tema/", {"theme": "tempat"})
    rows = [
        *shipped()[1:],
        {"code": "", "name": "Banjir", "field": "produksi", "words": ["banjir", "genangan"]},
    ]
    assert client.post("/aspirasi/tema/", formset(rows)).status_code == 302
    edition = ThemeEdition.objects.unscoped("test").get()
    assert edition.rows[-1] == {
        "code": "t1",
        "name": "Banjir",
        "field": "produksi",
        "words": ["banjir", "genangan"],
    }
    assert queries.suggestions("32.76", "Kena banjir terus")[0].theme == "t1"
    assert "Tempat dan titik pemasaran" in text(client.get("/aspirasi/?tema=tempat"))
    assert (
        client.post(f"/aspirasi/{wish.id}/tema/", {"theme": "tempat"}).status_code == 422
    )  # not offered any more
    assert (
        client.post("/aspirasi/tema/", formset(rows)).status_code == 422
    )  # made from an edition that is no more
    assert (
        client.post("/aspirasi/tema/", formset(edition.rows, base="1")).status_code == 422
    )  # nothing changed


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"code": "", "name": "A" * 81, "field": "sdm", "words": ""}],
        [{"code": "", "name": "Satu", "field": "x", "words": ""}],
        [
            {"code": "", "name": "Sama", "field": "sdm", "words": ""},
            {"code": "", "name": "sama", "field": "it", "words": ""},
        ],
    ],
)
def test_a_bad_list_is_refused(town, july, rows):
    assert town.client("office").post("/aspirasi/tema/", formset(rows)).status_code == 422
    assert not ThemeEdition.objects.unscoped("test").exists()


def test_an_edition_never_changes(office, july):
    rows = [*shipped(), {"code": "", "name": "Banjir", "field": "produksi", "words": []}]
    made = actions.publish_themes(by=office, region="32.76", rows=rows, base=0, reason="Banjir")
    with pytest.raises(DatabaseError), transaction.atomic():
        ThemeEdition.objects.unscoped("test").filter(id=made.id).update(reason="lain")
    with pytest.raises(Conflict):
        actions.publish_themes(by=office, region="32.76", rows=rows, base=0, reason="Lagi")


def test_only_the_office_publishes(town, july):
    for who in ("camat", "coordinator", "elsewhere"):
        with pytest.raises(Denied):
            actions.publish_themes(by=town.actor(who), region="32.76", rows=shipped(), base=0, reason="x")
    for who in ("camat", "ana", "head", "inspector", "participant"):
        assert town.client(who).get("/aspirasi/tema/").status_code == 403


def test_the_board_counts_by_theme_and_kecamatan_with_doors(town, asked, office):
    one, two, three = asked("Bazar"), asked("Pasar mingguan"), asked("Pasar juga", region="32.76.04")
    asked("Entah apa")
    actions.theme_aspirations(by=office, themes={w.id: "tempat" for w in (one, two, three)})
    actions.join_aspirations(by=office, aspirations=[three.id], into=one.id)
    actions.answer_aspiration(by=office, aspiration=one.id, answer="Mulai Agustus", state="planned")
    client = town.client("office")
    page = text(client.get("/aspirasi/papan/"))
    assert '?tema=tempat&amp;kecamatan=32.76.05">2<' in page
    assert '?tema=tempat&amp;jawaban=belum">1<' in page  # the two that say the same are answered
    assert "2 hal yang berbeda" in page
    assert '?tema=belum&amp;kecamatan=32.76.05">1<' in page
    assert '?keadaan=planned"><strong class="num">2<' in page
    shown = text(client.get("/aspirasi/?tema=tempat&kecamatan=32.76.05"))
    assert "Bazar" in shown
    assert "Entah apa" not in shown
    assert "Pasar juga" not in shown
    assert text(client.get("/aspirasi/?keadaan=planned")).count("Sedang dilihat") == text(
        client.get("/aspirasi/?keadaan=done")
    ).count("Sedang dilihat")


@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 200), ("inspector", 200), ("camat", 200), ("ana", 403), ("partner", 403), ("elsewhere", 200)],
)
def test_who_reads_the_board(town, asked, who, status):
    asked("Bazar tiap bulan", region="32.76.04")
    answer = town.client(who).get("/aspirasi/papan/")
    assert answer.status_code == status
    if who in ("camat", "elsewhere"):
        assert "32.76.04" not in text(answer)


def test_unknown_ids_are_refused(office, july):
    with pytest.raises(Refused):
        actions.theme_aspirations(by=office, themes={uuid.uuid4(): "modal"})
