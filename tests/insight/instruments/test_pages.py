"""The list, the page and the comparison, as the people see them."""

import uuid

import pytest
from django.test import Client

from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.definitions import shipped


def client_of(office, who) -> Client:
    client = Client()
    client.force_login(office.users[who])
    return client


def test_the_list_says_versions_offices_and_what_is_locked(office, page, publish, changed):
    evaluation = office.create()
    actions.lock_instrument(by=office.actor("head"), evaluation=evaluation)
    publish(changed())
    text = page("office", "instruments").content.decode()
    assert text.count("Penilaian pendamping kelurahan") >= 2
    assert "Belum dikunci" in text
    only = client_of(office, "office").get("/instrumen/?keadaan=ya").content.decode()
    assert "<strong>1</strong>" in only


def test_a_mentor_reads_what_they_are_judged_by(office, page):
    made = office.create().instrument
    text = page("mentor0", "instrument", made.id).content.decode()
    for told in (
        "Kunjungan bulanan",
        "Indikator katalog",
        "Jumlah bobot 100",
        made.hash,
        "menyanggah",
        "Menjelaskan kendala tiap peserta",
    ):
        assert told in text, told


def test_the_figures_of_the_definition_are_told_as_percent_and_levels(office, page):
    made = office.create().instrument
    text = page("inspector", "instrument", made.id).content.decode()
    assert "95,0%" in text or "95%" in text
    assert "5; nilai 0 pada 1" in text


def test_what_changed_between_two_versions(office, page, publish, changed):
    publish(shipped()["kelurahan"])
    second = publish(changed())
    text = page("head", "instrument_comparison", second.id).content.decode()
    assert "Hari sanggah" in text
    assert "Versi 1" in text
    assert text.count("Bobot") == 2


def test_a_single_version_has_nothing_to_compare_with(office, page):
    made = office.create().instrument
    assert "Baru ada satu versi" in page("office", "instrument_comparison", made.id).content.decode()


@pytest.mark.parametrize("told", ["99", "x", "-1", "9" * 400])
def test_a_version_that_is_not_there_is_said(office, page, publish, changed, told):
    made = publish(changed())
    assert client_of(office, "office").get(f"/instrumen/{made.id}/beda/", {"dengan": told}).status_code == 404


@pytest.mark.parametrize("who", ["participant", "partner", "coordinator"])
def test_it_is_nobody_elses_page(office, page, who):
    assert page(who, "instruments").status_code == 403


def test_an_unknown_one_is_not_there(office, page):
    assert page("office", "instrument", uuid.uuid4()).status_code == 404
