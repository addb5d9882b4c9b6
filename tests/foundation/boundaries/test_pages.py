import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dampingi.foundation.boundaries.actions import adopt_boundaries
from dampingi.foundation.boundaries.models import Edition

from .conftest import SYSTEM, propose


@pytest.fixture
def office(client, regions):
    import datetime

    from dampingi.foundation.accounts.actions import add_user, assign
    from dampingi.foundation.accounts.permissions import Role

    user = add_user(by=SYSTEM, login="kantor@contoh.id", name="Kantor")
    assign(by=SYSTEM, user=user, role=Role.OFFICE, region="32.76", starts_on=datetime.date(2020, 1, 1))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(office, content, **fields):
    file = SimpleUploadedFile("batas.geojson", content)
    return office.post(
        reverse("boundaries"), {"file": file, "region": "32.76", "source": "uji 2026"} | fields
    )


def only() -> Edition:
    return Edition.objects.unscoped("test").get()


def test_from_file_to_map_and_back(office, content):
    page = office.get(reverse("boundaries"))
    assert "Belum ada batas wilayah" in page.content.decode()
    answer = send(office, content)
    edition = only()
    assert answer.url == reverse("boundary_edition", args=[edition.id])
    shown = office.get(answer.url).content.decode()
    assert "Pakai batas ini" in shown
    assert shown.count('class="area area-shade-1"') == 63
    used = office.post(reverse("boundary_adoption", args=[edition.id]), follow=True).content.decode()
    assert "Dipakai: versi 1" in used
    assert "Pakai batas ini" not in used
    listed = office.get(reverse("boundaries")).content.decode()
    assert "uji 2026" in listed
    undone = office.post(reverse("boundary_undoing", args=[edition.id]), follow=True).content.decode()
    assert "Versi 1 dibatalkan" in undone


def test_a_bad_file_stays_on_the_form_with_the_cure(office):
    answer = send(office, b"PK\x03\x04 sebuah zip")
    assert answer.status_code == 422
    assert "Ekstrak dulu" in answer.content.decode()
    assert not Edition.objects.unscoped("test").exists()


def test_a_file_forgotten_or_a_strange_region_is_a_form_error(office, content):
    assert office.post(reverse("boundaries"), {"region": "32.76"}).status_code == 422
    assert send(office, content, region="11").status_code == 422


def test_unmatched_areas_are_asked_for_and_chosen(office, collection, names):
    code = next(c for c in names if names[c] == "Cilodong")
    feature = next(f for f in collection["features"] if f["properties"]["code"] == code)
    feature["properties"] = {"name": "<b>Tanpa Nama</b>"}
    edition = propose(collection)
    address = reverse("boundary_edition", args=[edition.id])
    shown = office.get(address).content.decode()
    field = re.search(r'name="(bagian-\d+)"', shown)[1]
    assert "&lt;b&gt;Tanpa Nama" in shown
    assert "<b>Tanpa" not in shown
    assert (
        "Belum ada yang dipilih"
        in office.post(f"{address}cocokkan/", {field: ""}, follow=True).content.decode()
    )
    chosen = office.post(f"{address}cocokkan/", {field: code}, follow=True).content.decode()
    assert "dipilih sendiri sebagai Cilodong" in chosen
    assert office.post(f"{address}cocokkan/", {"bagian-9999": code}, follow=True).status_code == 200


def test_a_draft_is_thrown_away(office, content):
    edition = propose(content)
    answer = office.post(reverse("boundary_discarding", args=[edition.id]), follow=True)
    assert "Rancangan batas dibuang" in answer.content.decode()
    assert office.get(reverse("boundary_edition", args=[edition.id])).status_code == 404


def test_adopting_twice_says_why_not(office, content):
    edition = adopt_boundaries(by=SYSTEM, edition=propose(content))
    answer = office.post(reverse("boundary_adoption", args=[edition.id]))
    assert answer.status_code == 409
    assert "sudah dipakai" in answer.content.decode()
