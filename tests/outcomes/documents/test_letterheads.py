"""Whose paper it is: set by whoever administers the office's people, inherited by the kecamatan below."""

import datetime

import pytest

from dampingi.foundation.accounts.actors import Actor, Grant
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.actions import load_regions
from dampingi.outcomes.documents.actions import set_letterhead
from dampingi.outcomes.documents.models import Letterhead
from dampingi.outcomes.documents.queries import letterhead_for

TOLD = {"government": "Pemerintah Kota Depok", "office": "Dinas Koperasi dan Usaha Mikro", "place": "Depok"}


def holder(role: Role, region: str) -> Actor:
    return Actor(user_id=None, label="test", held=(Grant(role, region),))


@pytest.fixture(autouse=True)
def _regions(db):
    load_regions(within="32.76")


def test_the_office_sets_its_letterhead_and_its_kecamatan_use_it():
    set_letterhead(
        by=holder(Role.OFFICE, "32.76"), region="32.76", values=TOLD | {"signatory": "Dra. Contoh"}
    )
    assert letterhead_for("32.76.05").signatory == "Dra. Contoh"


def test_without_one_the_regions_name_stands_there():
    plain = letterhead_for("32.76")
    assert (plain.government, plain.place) == ("Pemerintah Kota Depok", "Depok")
    assert not Letterhead.objects.exists()


@pytest.mark.parametrize("role", [Role.HEAD, Role.PROVINCE, Role.COORDINATOR, Role.MENTOR])
def test_others_may_not(role):
    with pytest.raises(Denied):
        set_letterhead(by=holder(role, "32"), region="32.76", values=TOLD)


def test_an_office_may_not_write_for_another_city():
    with pytest.raises(Denied):
        set_letterhead(by=holder(Role.OFFICE, "32.75"), region="32.76", values=TOLD)


def test_what_every_letter_needs_must_be_there():
    with pytest.raises(Refused, match="nama dinas"):
        set_letterhead(by=holder(Role.OFFICE, "32.76"), region="32.76", values=TOLD | {"office": " "})


def test_the_page_saves_what_is_typed(client):
    user = User.objects.create(login="kantor", name="Kantor")
    Assignment.objects.create(
        user=user, role=Role.OFFICE, region="32.76", starts_on=datetime.date(2020, 1, 1)
    )
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert (
        client.post("/kop-surat/32.76/", TOLD | {"signatory_nip": "19700101 199503 1 001"}).status_code == 302
    )
    assert Letterhead.objects.get().signatory_nip == "19700101 199503 1 001"
    assert "Pemerintah Kota Depok" in client.get("/kop-surat/32.76/").content.decode()
    assert client.get("/kop-surat/32.76.05.1003.what.is.this/").status_code == 404


@pytest.mark.parametrize("region", ["32.76.99", "32.76.05.1003.what.is.this", "32.76.../"])
def test_a_place_that_is_not_there_gets_no_letterhead(region):
    with pytest.raises(Refused, match="tidak ada"):
        set_letterhead(by=holder(Role.OFFICE, "32.76"), region=region, values=TOLD)
    assert not Letterhead.objects.exists()
