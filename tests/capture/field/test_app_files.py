"""/lapangan/: the app's page, its files by version, its worker and its manifest."""

import gzip
import json
import re

import pytest

from dampingi.capture.field import bundle as bundles
from dampingi.capture.field.bundle import bundle

LARGEST = 200_000
"""Bytes of the whole app as it comes over the line: three or four seconds in a market."""


@pytest.fixture
def other_word():
    """The app with one word changed."""
    bundles.built.cache_clear()
    bundles.MADE["word.json"] = lambda: b'"another"'
    yield
    del bundles.MADE["word.json"]
    bundles.built.cache_clear()


def test_a_mentor_opens_the_app_and_others_are_told_why_not(town, july):
    answer = town.client("ana").get("/lapangan/")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-cache")
    assert "csrftoken" in answer.cookies
    assert town.client("participant").get("/lapangan/").status_code == 403
    assert town.client("stranger").get("/lapangan/")["Location"].startswith("/masuk/?next=")


def test_the_page_is_the_same_for_everybody_and_names_files_of_its_version_only(town, july):
    client = town.client("ana")
    page = client.get("/lapangan/").content.decode()
    client.cookies["django_language"] = "en"
    assert client.get("/lapangan/").content.decode() == page
    root = f"/lapangan/berkas/{bundle().version}/"
    named = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert f"{root}app.js" in named
    assert all(a.startswith(root) or a == "/lapangan/manifest.webmanifest" for a in named)
    assert "ana" not in page.lower().replace("lapangan", "")


def test_every_file_comes_packed_and_is_kept_for_a_year(client, db):
    found = bundle()
    for name, file in found.files.items():
        answer = client.get(f"/lapangan/berkas/{found.version}/{name}", headers={"accept-encoding": "gzip"})
        assert answer["Content-Type"] == file.content_type
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert gzip.decompress(answer.content) == file.body
        assert client.get(f"/lapangan/berkas/{found.version}/{name}").content == file.body


def test_no_file_of_another_version_is_given(client, db, other_word):
    version = bundle().version
    address = f"/lapangan/berkas/{version}/word.json"
    assert client.get(address).content == b'"another"'
    bundles.MADE["word.json"] = lambda: b'"yet another"'
    bundles.built.cache_clear()
    assert bundle().version != version
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["pekerja.js", "../bundle.py", "%2e%2e/bundle.py", "none.js", "app.js%00"])
def test_nothing_else_is_given(client, db, name):
    assert client.get(f"/lapangan/berkas/{bundle().version}/{name}").status_code in (400, 404)


def test_the_worker_knows_all_files_of_the_version(client, db):
    answer = client.get("/lapangan/pekerja.js")
    text = answer.content.decode()
    version, files = re.match(r"const VERSION = '(\w+)';\nconst FILES = (\[.*\]);\n", text).groups()
    assert version == bundle().version
    assert json.loads(files.replace("'", '"')) == list(bundle().files)
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Content-Type"].startswith("text/javascript")


def test_a_change_of_the_worker_alone_is_a_new_version(monkeypatch, tmp_path):
    before = bundle().version
    copied = tmp_path / "lapangan"
    copied.mkdir()
    for path in bundles.FOLDER.iterdir():
        if path.is_file():
            (copied / path.name).write_bytes(path.read_bytes())
    (copied / "pekerja.js").write_text("// another")
    monkeypatch.setattr(bundles, "FOLDER", copied)
    assert bundles.built.__wrapped__().version != before


def test_the_manifest_makes_it_an_app_of_its_own(client, db):
    answer = client.get("/lapangan/manifest.webmanifest")
    told = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["start_url"], told["scope"], told["display"]) == ("/lapangan/", "/lapangan/", "standalone")
    for icon in told["icons"]:
        assert client.get(icon["src"])["Content-Type"].startswith(icon["type"])


def test_the_whole_app_is_small():
    assert sum(len(file.packed) for file in bundle().files.values()) < LARGEST
