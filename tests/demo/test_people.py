"""Invented people: plausible to read, impossible to be."""

import datetime

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.demo import shops
from dampingi.demo.dice import picker, stream
from dampingi.demo.names import PEOPLES, misspelt, person_name
from dampingi.demo.places import address, nik, phone
from dampingi.records.businesses.naming import person_key

SEEDS = st.integers(0, 10_000)
BIRTHS = st.dates(datetime.date(1955, 1, 1), datetime.date(2007, 12, 31))


@given(SEEDS, BIRTHS, st.booleans())
def test_a_nik_is_well_formed_but_of_no_province(seed, born, woman):
    found = nik(picker(seed, "nik"), born, woman=woman)
    assert len(found) == 16
    assert found.isdigit()
    assert found.startswith("99")
    assert int(found[6:8]) == born.day + (40 if woman else 0)
    assert found[8:12] == f"{born:%m%y}"


@given(SEEDS)
def test_a_phone_reads_as_one_and_is_in_the_unused_block(seed):
    found = phone(picker(seed, "phone"))
    assert phonenumbers.is_valid_number(phonenumbers.parse(found, None))
    assert found.startswith("+62899000")


@given(SEEDS, st.integers(2010, 2026))
def test_a_nib_bears_a_month_that_no_licence_has(seed, year):
    found = shops.nib(picker(seed, "nib"), datetime.date(year, 5, 9))
    assert len(found) == 13
    assert found[2:4] == "00"


@given(SEEDS, st.booleans())
def test_names_are_of_the_sex_asked_for(seed, woman):
    named = person_name(picker(seed, "names"), woman=woman)
    first = " ".join(named.full.split()[:2])
    given_names = {n for p in PEOPLES for n in (p.women if woman else p.men)}
    assert named.full.split()[0] in given_names or first in given_names
    assert named.call in named.full


def test_names_come_from_many_peoples_and_seldom_repeat():
    rng = picker(3, "names")
    found = [person_name(rng, woman=i % 2 == 0).full for i in range(2_000)]
    assert len(set(found)) > 1_300
    assert any("Simanjuntak" in n or "Siregar" in n for n in found)
    assert any(n.startswith("Wayan") for n in found)


def test_a_misspelt_name_is_often_still_the_same_to_the_register():
    rng = picker(5, "faults")
    pairs = [(n, misspelt(rng, n)) for n in (person_name(rng, woman=True).full for _i in range(200))]
    assert all(wrong.strip() for _name, wrong in pairs)
    same = sum(person_key(name) == person_key(wrong) for name, wrong in pairs)
    assert 40 < same < 190


@given(SEEDS)
def test_addresses_have_neighbourhood_numbers(seed):
    assert " RT 0" in address(picker(seed, "address"))


@given(SEEDS, st.booleans(), st.floats(-2, 2))
def test_a_shop_has_figures_that_fit(seed, woman, luck):
    found = shops.shop(picker(seed, "shop"), "Tini", woman=woman, year=2026, luck=luck)
    assert found.sector in shops.SECTORS
    assert found.turnover >= 300_000
    assert found.capital >= 0
    assert 1 <= found.workers <= 10
    assert found.started_year < 2026
    assert len(found.kbli) in (0, 5)
    wrong = shops.TITLES[not woman]
    assert not any(f" {title} Tini" in found.name for title in wrong)


def test_luck_moves_the_turnover():
    poor, rich = (
        [shops.shop(picker(i, "shop"), "Tini", woman=True, year=2026, luck=luck).turnover for i in range(50)]
        for luck in (-1.0, 1.0)
    )
    assert sum(rich) > 3 * sum(poor)


@pytest.mark.parametrize("part", ["a", "b"])
def test_each_part_draws_from_a_stream_of_its_own(part):
    assert stream(1, part).random() == stream(1, part).random()
    assert picker(1, part).random() == picker(1, part).random()
    assert stream(1, "a").random() != stream(1, "b").random()
    assert stream(1, part).random() != stream(2, part).random()
