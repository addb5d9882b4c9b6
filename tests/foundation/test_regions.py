import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.foundation.regions.actions import add_alias, load_regions
from dampingi.foundation.regions.codes import ancestor, contains, depth, inside, zone
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below, current_codes, name_of, search
from dampingi.foundation.regions.spelling import key

codes = st.from_regex(r"[1-9]\d(\.\d\d(\.\d\d(\.[12]\d{3})?)?)?", fullmatch=True)


@pytest.fixture
def west_java(db):
    load_regions(within="32")


@given(codes, codes)
def test_containment_is_the_prefix_on_whole_segments(a, b):
    assert contains(a, b) == (b.split(".")[: len(a.split("."))] == a.split("."))


@given(codes)
def test_an_ancestor_contains_and_has_its_depth(code):
    for d in range(1, depth(code) + 1):
        assert contains(ancestor(code, d), code)
        assert depth(ancestor(code, d)) == d


@given(codes, codes)
def test_the_range_selects_exactly_what_the_prefix_contains(prefix, code):
    q = dict(inside(prefix).children)
    held = q["region__gte"] <= code < q["region__lt"] if "region__gte" in q else q["region"] == code
    assert held == contains(prefix, code)


def test_a_sibling_with_the_same_digits_is_not_inside():
    assert not contains("32.7", "32.76")
    assert contains("", "32.76")


def test_depok_has_11_kecamatan_and_63_kelurahan(west_java):
    assert len(below("32.76", 3)) == 11
    assert len(below("32.76", 4)) == 63


def test_an_ambiguous_name_shows_every_candidate(west_java):
    found = [c.code for c in search("Curug", within="32.76")]
    assert found[:2] == ["32.76.02.1008", "32.76.11.1005"]
    assert len([c for c in search("Curug", within="32") if c.name == "Curug"]) > 2


def test_a_misspelt_name_is_found_inside_a_stated_region_only(west_java):
    assert search("Maruyung", within="32.76")[0].code == "32.76.04.1001"
    assert "32.76.04.1001" not in [c.code for c in search("Maruyung")]


def test_an_alias_is_as_good_as_the_name(west_java):
    assert search("Maruyung", within="32.76")[0].score < 100
    add_alias(code="32.76.04.1001", name="Maruyung")
    assert search("Maruyung", within="32.76")[0].score == 100


def test_a_split_region_expands_to_its_successors(west_java):
    Region.objects.filter(code="32.76.04").update(successors=["32.76.03", "32.76.05"])
    assert current_codes("32.76.04") == ["32.76.03", "32.76.05"]
    assert current_codes("32.76.01") == ["32.76.01"]


def test_loading_again_adds_nothing(west_java):
    assert load_regions(within="32") == 0
    assert name_of("32.76") == "Kota Depok"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kel. Pancoran Mas", "Pantjoran Mas"),
        ("PONDOK-CINA", "Pondokcina"),
        ("Kec Tapos", "Tapos"),
        ("Soekmajaya", "Sukmajaya"),
    ],
)
def test_spellings_meet(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("code", "name"), [("32.76", "Asia/Jakarta"), ("64.71", "Asia/Makassar"), ("91.01", "Asia/Jayapura")]
)
def test_each_region_has_its_zone(code, name):
    assert zone(code).key == name
