"""GET /data/kendala/ and its correction: open to everyone, small cells silent, each edition as it was told, with what Satu Data asks for."""

import csv
import hashlib
import io
import json

import pytest
from django.conf import settings

from dampingi.insight.constraints.models import Publication
from tests.city import STRANGER

PATH, CORRECTION = "/data/kendala/", "/data/kendala/koreksi/"


def test_a_stranger_reads_the_table_and_its_metadata(city):
    page = city.client(STRANGER).get(PATH).content.decode()
    for word in ("Konsep", "Definisi", "Rumus", "Satuan", "Klasifikasi", "Sumber", "Edisi", "Pengungkapan"):
        assert f"<dt>{word}</dt>" in page
    assert CORRECTION not in page


def test_no_small_count_is_in_the_page_s_cells_or_in_the_file(city):
    body = city.client(STRANGER).get(f"{PATH}?unduh=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    counts = {row["usaha"] for row in rows}
    assert "x" in counts
    assert all(n == "x" or int(n) % 5 == 0 for n in counts)
    assert any(n not in ("x", "0") for n in counts)
    assert {"edisi", "kode_wilayah", "kode_kendala"} <= set(rows[0])


def test_the_metadata_is_there_for_machines(city):
    told = json.loads(city.client(STRANGER).get(f"{PATH}?unduh=metadata").content)
    assert told["Satuan"] == "usaha"
    assert told["SHA-256"] == Publication.objects.order_by("-day", "-number").first().sha256


def test_the_hash_on_the_page_is_that_of_the_file_anyone_downloads(city):
    client = city.client(STRANGER)
    found = hashlib.sha256(client.get(f"{PATH}?unduh=json").content).hexdigest()
    assert found in client.get(PATH).content.decode()


def test_earlier_editions_stay_readable_and_say_that_there_is_a_newer_one(city):
    oldest = Publication.objects.order_by("day", "number").first()
    page = city.client(STRANGER).get(f"{PATH}?edisi={oldest.edition}").content.decode()
    assert "Ada edisi yang lebih baru" in page
    assert oldest.sha256 in page


def test_another_city_edition_or_nonsense_is_not_found(city):
    for asked in ("wilayah=32.77", "wilayah=x", "edisi=1999-01.1", "edisi=x", "unduh=exe"):
        assert city.client(STRANGER).get(f"{PATH}?{asked}").status_code == 404


def test_a_city_without_an_edition_says_when_there_will_be_one(city):
    Publication.objects.all().delete()
    assert "Belum ada edisi yang terbit" in city.client(STRANGER).get(PATH).content.decode()


def test_in_english_the_table_and_its_metadata_are_english(city):
    client = city.client(STRANGER)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(PATH).content.decode()
    assert "<dt>Concept</dt>" in page
    assert "<dt>Konsep</dt>" not in page


def post(city, persona, reason="Survei terlambat masuk"):
    told = {"wilayah": city.programme.region, "edisi": "", "alasan": reason}
    return city.client(persona).post(CORRECTION, told, follow=True)


def test_the_office_corrects_and_the_reason_is_told_to_everyone(city):
    from dampingi.records.businesses.models import Constraint

    latest = Publication.objects.order_by("-day").first()
    Constraint.objects.unscoped("test").filter(code="fin_capital").update(since=latest.day, resolved_on=None, resolved_how="", resolution="")  # fmt: skip
    assert "Koreksi diterbitkan" in post(city, "penyelenggara").content.decode()
    assert "Survei terlambat masuk" in city.client(STRANGER).get(PATH).content.decode()
    assert Publication.objects.order_by("-day", "-number").first().number == 2


def test_a_correction_of_what_is_the_same_says_so_and_publishes_nothing(city):
    post(city, "penyelenggara")
    count = Publication.objects.count()
    assert "masih sama" in post(city, "penyelenggara").content.decode()
    assert Publication.objects.count() == count


@pytest.mark.parametrize("persona", ["kepala", "koordinator", "pendamping", "inspektorat", "bank"])
def test_nobody_else_corrects(city, persona):
    count = Publication.objects.count()
    assert post(city, persona).status_code == 403
    assert Publication.objects.count() == count
