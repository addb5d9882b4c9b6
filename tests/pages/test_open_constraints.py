"""GET /data/kendala/: open to everyone, small cells silent, with what Satu Data asks for."""

import csv
import io
import json

import pytest
from django.core.cache import cache

from tests.city import STRANGER

PATH = "/data/kendala/"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


def test_a_stranger_reads_the_table_and_its_metadata(city):
    page = city.client(STRANGER).get(PATH).content.decode()
    for word in ("Konsep", "Definisi", "Rumus", "Satuan", "Klasifikasi", "Sumber", "Edisi", "Pengungkapan"):
        assert f"<dt>{word}</dt>" in page


def test_no_small_count_is_in_the_page_s_cells_or_in_the_file(city):
    body = city.client(STRANGER).get(f"{PATH}?unduh=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    counts = {row["usaha"] for row in rows}
    assert "x" in counts
    assert all(n == "x" or n == "0" or int(n) >= 5 for n in counts)
    assert {"edisi", "kode_wilayah", "kode_kendala"} <= set(rows[0])


def test_the_metadata_is_there_for_machines(city):
    answer = city.client(STRANGER).get(f"{PATH}?unduh=metadata")
    assert json.loads(answer.content)["Satuan"] == "usaha"


def test_another_city_or_nonsense_is_not_found(city):
    for asked in ("32.77", "x"):
        assert city.client(STRANGER).get(f"{PATH}?wilayah={asked}").status_code == 404
