"""The first page: what a partner is asked, and what the office has to renew or sign."""

import datetime

import time_machine

from .conftest import drafted

NOVEMBER = datetime.datetime(2026, 11, 10, 3, tzinfo=datetime.UTC)


def test_a_partner_s_first_page_lists_what_waits_for_it_and_nothing_of_another(town, bank, hotel, pact):
    page = town.client("partner").get("/").content.decode()
    assert f"/perjanjian-saya/{pact.id}/" in page
    assert "Laporan" in page
    other = town.client("hotelier").get("/").content.decode()
    assert "Belum ada permintaan untuk Anda" in other
    assert str(pact.id) not in other


def test_the_office_is_told_what_ends_and_with_whom_nothing_is_signed(town, bank, hotel, pact):
    drafted(town, hotel)
    first = town.client("office").get("/").content.decode()
    assert "/perjanjian/belum/" in first
    assert "?status=ending" not in first  # it holds for five months yet
    with time_machine.travel(NOVEMBER, tick=False):
        later = town.client("office")
        assert "?status=ending" in later.get("/").content.decode()
        assert "Kredit bersama" in later.get("/perjanjian/?status=ending").content.decode()
