"""GET /gaya/: the living style page, and what the shell promises on every page."""

import gzip
import re

import pytest

from dampingi.foundation.ui import gallery

pytestmark = pytest.mark.django_db
LIMIT = 100 * 1024


@pytest.fixture
def page(client):
    response = client.get("/gaya/")
    assert response.status_code == 200
    return response.content.decode()


def test_shows_every_component_with_its_markup(page):
    for slug in gallery.TITLES:
        assert f'id="{slug}"' in page
    assert "&lt;c-figure" in page


def test_every_component_of_the_design_system_is_on_it():
    folder = gallery.SAMPLES.parent.parent / "cotton"
    shown = "".join(path.read_text() for path in gallery.SAMPLES.glob("*.html"))
    inside_others = {"shell", "page_head", "filter_bar", "pagination"}
    missing = {
        path.stem for path in folder.glob("*.html") if f"<c-{path.stem.replace('_', '-')}" not in shown
    } - inside_others
    assert not missing


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(page):
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", page)
    loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', page)
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


def test_ids_are_unique(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_every_icon_asked_for_is_in_the_sprite(client, page):
    sprite = re.search(r'href="(/aset/[^"#]+\.svg)#', page)[1]
    known = set(re.findall(r'<symbol id="([^"]+)"', client.get(sprite).content.decode()))
    assert set(re.findall(r'\.svg#([\w-]+)"', page)) <= known


def test_assets_are_packed_kept_for_a_year_and_named_by_content(client, page):
    address = re.search(r'href="(/aset/dampingi\.[0-9a-f]{12}\.css)"', page)[1]
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in packed["Cache-Control"]
    assert gzip.decompress(packed.content) == client.get(address).content
    assert client.get("/aset/dampingi.000000000000.css")["Cache-Control"] == "no-cache"
    assert client.get("/aset/lain.txt").status_code == 404


def test_first_load_weighs_at_most_100_kb_compressed(client):
    page = client.get("/masuk/").content
    loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', page.decode())
    sprite = re.findall(r'href="(/aset/[^"#]+\.svg)#', page.decode())[:1]
    parts = {address: _fetched(client, address) for address in {*loaded, *sprite}}
    weight = sum(len(gzip.compress(body)) for body in [page, *parts.values()])
    assert len(parts) >= 4
    assert weight <= LIMIT


def _fetched(client, address: str) -> bytes:
    from django.contrib.staticfiles import finders

    if address.startswith("/static/"):
        return open(finders.find(address.removeprefix("/static/")), "rb").read()
    return client.get(address).content


def test_the_theme_is_remembered_and_only_ever_sent_back_here(client):
    answer = client.post("/tampilan/", {"tampilan": "gelap", "next": "/gaya/"})
    assert answer.headers["Location"] == "/gaya/"
    assert 'data-theme="dark"' in client.get("/gaya/").content.decode()
    answer = client.post("/tampilan/", {"tampilan": "merah", "next": "https://jahat.example/"})
    assert answer.headers["Location"] == "/"
    assert client.cookies["tampilan"].value == "gelap"


def test_the_language_can_be_switched(client):
    client.post("/bahasa/", {"language": "en", "next": "/gaya/"})
    assert '<html lang="en"' in client.get("/gaya/").content.decode()


def test_pages_travel_packed(client):
    answer = client.get("/gaya/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < len(gzip.decompress(answer.content)) / 3
