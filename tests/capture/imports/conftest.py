import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import xlsxwriter
from django.test import Client

from dampingi.demo.sheets import Truth, write_directory
from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.regions.actions import load_regions
from dampingi.foundation.regions.queries import below
from tests.records.conftest import FEBRUARY, SYSTEM, origin, programme, someone, town  # noqa: F401 - fixtures

CITY = "32.76"


@pytest.fixture
def places(db):
    """(kelurahan, kecamatan) of Depok whose names are told apart without looking at the kecamatan."""
    load_regions(within=CITY)
    kecamatan = {r.code: r.name for r in below(CITY, 3)}
    names = [r.name for r in below(CITY, 4)]
    return [
        (r.name, kecamatan[r.code[:8]])
        for r in below(CITY, 4)
        if names.count(r.name) == 1 and len(r.name) > 5
    ]


@pytest.fixture
def office() -> Actor:
    return someone(Role.OFFICE, CITY)


def logged_in(name: str, role: Role, region: str) -> Client:
    user = add_user(by=SYSTEM, login=f"{name}@contoh.id", name=name)
    assign(by=SYSTEM, user=user, role=role, region=region, starts_on=FEBRUARY)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def desk(places) -> Client:
    return logged_in("penyelenggara", Role.OFFICE, CITY)


@pytest.fixture
def neighbour(places) -> Client:
    """Office staff of another city."""
    return logged_in("tetangga", Role.OFFICE, "32.77")


Sheet = Callable[[Sequence[Sequence[Any]]], bytes]


def sheet_of(rows: Sequence[Sequence[Any]], name: str = "Daftar") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            sheet.write_row(row, 0, cells)
    return out.getvalue()


@pytest.fixture
def directory(places) -> tuple[bytes, Truth]:
    """The look-alike of an office's directory, 120 businesses, and what is true about it."""
    out = io.BytesIO()
    truth = write_directory(out, rows=120, seed=3, places=places)
    return out.getvalue(), truth
