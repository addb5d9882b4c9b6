"""The one mechanism of lists, on a real table: accounts, which need no programme around them."""

import pytest
from django.http import QueryDict
from openpyxl import load_workbook

from dampingi.foundation.accounts.models import User
from dampingi.foundation.ui.lists import Column, Filter, Listing, ListOf
from dampingi.foundation.ui.states import State

pytestmark = pytest.mark.django_db

PEOPLE = ListOf(
    name="orang",
    noun="orang",
    columns=(
        Column("name", "Nama", sort=("name",), href=lambda user: f"/orang/{user.login}/"),
        Column("login", "Masuk dengan", sort=("login",)),
        Column("length", "Panjang", kind="number", value=lambda user: len(user.name)),
        Column("state", "Keadaan", kind="state", value=lambda user: (State.GOOD, "aktif")),
    ),
    order="name",
    ties=("login",),
    filters=(Filter("bahasa", "Bahasa", lambda: [("id", "Indonesia"), ("en", "Inggris")], field="language"),),
    search=("name", "login"),
    per_page=3,
)


@pytest.fixture(autouse=True)
def people():
    for name, login, language in [
        ("Cici", "c@contoh.id", "id"),
        ("Ani", "a@contoh.id", "en"),
        ("Budi Santoso", "b@contoh.id", "id"),
        ("Ani", "z@contoh.id", "id"),
        ("=1+1", "formula@contoh.id", "id"),
    ]:
        User.objects.create(name=name, login=login, language=language)


def listing(query: str = "") -> Listing:
    return Listing(PEOPLE, User.objects.all(), QueryDict(query))


def names(found: Listing) -> list[str]:
    return [cells[0].text for cells in found.rows()]


def test_shows_one_page_and_counts_all():
    found = listing()
    assert found.count == 5
    assert names(found) == ["=1+1", "Ani", "Ani"]
    assert names(listing("hal=2")) == ["Budi Santoso", "Cici"]


def test_equal_rows_keep_a_settled_order():
    assert [cells[1].text for cells in listing().rows()][1:] == ["a@contoh.id", "z@contoh.id"]


def test_sorts_both_ways_and_offers_the_other():
    found = listing("urut=-name")
    assert names(found)[0] == "Cici"
    head = found.heads()[0]
    assert head["sorted"] == "descending"
    assert "urut=name" in head["href"]


def test_a_sort_key_nobody_declared_is_ignored():
    assert names(listing("urut=password")) == names(listing())


def test_filters_and_searches_every_word():
    assert listing("bahasa=en").count == 1
    assert listing("cari=santoso+budi").count == 1
    assert listing("cari=santoso+cici").count == 0


def test_an_option_that_does_not_exist_narrows_nothing_and_claims_nothing():
    found = listing("bahasa=xx")
    assert (found.count, found.chips()) == (5, [])


def test_the_address_carries_the_whole_state_and_chips_take_parts_away():
    found = listing("bahasa=id&cari=a&urut=-login&hal=1")
    assert found.address(hal=2) == "?cari=a&bahasa=id&urut=-login&hal=2"
    assert [chip["words"] for chip in found.chips()] == ["Indonesia", "a"]
    assert found.chips()[0]["href"] == "?cari=a&urut=-login"


@pytest.mark.parametrize(("asked", "shown"), [("hal=99", 2), ("hal=-1", 2), ("hal=abc", 1), ("hal=0", 2)])
def test_a_page_that_does_not_exist_shows_one_that_does(asked, shown):
    assert listing(asked).page.number == shown


def test_exports_every_row_shown_and_says_what_they_are():
    book = load_workbook(listing("bahasa=id&urut=-name").workbook(made_for="Kepala"))
    data, about = book.worksheets
    rows = list(data.iter_rows(values_only=True))
    assert rows[0] == ("Nama", "Masuk dengan", "Panjang", "Keadaan")
    assert [row[0] for row in rows[1:]] == ["Cici", "Budi Santoso", "Ani", "=1+1"]
    assert rows[1][2:] == (4, "aktif")
    assert ("Bahasa", "Indonesia") in list(about.iter_rows(values_only=True))
    assert ("Diunduh oleh", "Kepala") in list(about.iter_rows(values_only=True))


def test_text_in_an_export_never_becomes_a_formula():
    book = load_workbook(listing().workbook(made_for="x"))
    cell = book.worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_links_and_states_reach_the_cells():
    first = next(iter(listing("cari=cici").rows()))
    assert first[0].href == "/orang/c@contoh.id/"
    assert (first[3].state, first[3].text) == ("good", "aktif")
