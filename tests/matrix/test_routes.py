"""Every route for every persona: what the route declares is what happens. The expectation is never written by hand."""

import itertools
import re
import uuid

import pytest
from tests.city import PERSONAS, STRANGER

from .routes import Route, routes
from .samples import PLAIN, kind

ROUTES = routes()
BY_PATH = [pytest.param(route, id=str(route)) for route in ROUTES]
pytestmark = pytest.mark.timeout(600)


def addresses(route: Route) -> list[tuple[str, list]]:
    """Addresses to try a route at, with the (kind, row) each argument stands for."""
    choices = []
    for name in route.arguments:
        if plain := PLAIN.get(f"{route.name}:{name}"):
            choices.append([(name, plain(), None)])
            continue
        found = kind(route.name, name)
        assert found, f"{route}: tell tests/matrix/samples.py what {name!r} stands for"
        choices.append([(name, found.argument(row), (found, row)) for row in found.samples()])
    combined = itertools.islice(itertools.product(*choices), 6)
    return [(route.at(**{n: v for n, v, _ in c}), [s for _, _, s in c if s]) for c in combined]


def test_every_route_declares_who_may_open_it():
    bare = [str(route) for route in ROUTES if route.permissions is None]
    assert not bare, f"decorate with @requires(...), @for_anyone_logged_in or @public: {bare}"


def test_every_route_has_a_name_of_its_own():
    names = [route.name for route in ROUTES]
    assert all(names)
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("route", BY_PATH)
def test_a_stranger_meets_the_login_page_unless_it_is_public(city, route):
    client = city.client(STRANGER)
    for address, _ in addresses(route):
        answer = client.get(address)
        if route.permissions == "public":
            assert answer.status_code in (200, 302, 404, 405), address
        else:
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/masuk/?next="), address


@pytest.mark.parametrize("persona", [p for p in PERSONAS if p != STRANGER])
@pytest.mark.parametrize("route", BY_PATH)
def test_each_persona_gets_what_the_route_declares(city, route, persona):
    client, actor = city.client(persona), city.actor(persona)
    guarded = isinstance(route.permissions, tuple)
    for address, sampled in addresses(route):
        status = client.get(address).status_code
        assert status < 500, address
        if guarded and not any(actor.holds(p) for p in route.permissions):
            assert status == 403, address
        elif guarded and not all(_reached(found, actor, route, row) for found, row in sampled):
            assert status in (403, 404), f"{address} is out of {persona}'s reach"
        elif guarded:
            assert status in (200, 302, 405, 409, 422), address


def _reached(found, actor, route, row) -> bool:
    return not found.scoped or found.reaches(actor, route.permissions, row)


@pytest.mark.parametrize("route", BY_PATH)
def test_no_route_changes_anything_without_the_form_s_token(city, route):
    client = city.client("penyelenggara", enforce_csrf_checks=True)
    for address, _ in addresses(route)[:1]:
        assert client.post(address).status_code in (403, 405), address


@pytest.mark.parametrize("route", [p for p in BY_PATH if p.values[0].permissions != "public"])
def test_a_post_is_refused_like_a_get(city, route):
    stranger, partner = city.client(STRANGER), city.client("bank")
    for address, _ in addresses(route)[:1]:
        assert stranger.post(address).status_code in (302, 405), address
        if route.permissions != "logged in":
            assert partner.post(address).status_code in (403, 405), address


@pytest.mark.parametrize("route", [p for p in BY_PATH if "uuid:" in p.values[0].path])
def test_an_id_that_does_not_exist_is_not_found(city, route):
    client = city.client("penyelenggara")
    address = re.sub(r"<uuid:\w+>", str(uuid.UUID(int=7)), f"/{route.path}")
    address = re.sub(r"<int:\w+>", "999", re.sub(r"<\w+:\w+>", "x", address))
    assert client.get(address).status_code in (403, 404, 405), address


NONSENSE = {
    "wilayah": "';--",
    "program": "%00",
    "halaman": "-1",
    "urut": "-zzz",
    "cari": "%" * 300,
    "bulan": "2026-13",
    "indikator": "nope",
    "q": "\u202e\0",
}


@pytest.mark.parametrize("route", BY_PATH)
def test_nonsense_in_the_address_breaks_nothing(city, route):
    client = city.client("penyelenggara")
    for address, _ in addresses(route)[:1]:
        for key, value in NONSENSE.items():
            assert client.get(address, {key: value}).status_code < 500, f"{address}?{key}={value!r}"
        assert client.get(address, NONSENSE).status_code < 500, address
