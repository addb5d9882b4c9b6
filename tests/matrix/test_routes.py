"""Every route for every persona: what the route declares is what happens, and every page keeps the rules of the house. The expectation is never written by hand."""

import itertools
import logging
import re
import uuid

import pytest
from django.http import QueryDict

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.grants import GRANTS
from dampingi.foundation.accounts.permissions import Role
from tests.city import PERSONAS, STRANGER

from .asked import counted
from .routes import Route, routes
from .rules import Page, broken, is_page
from .samples import PLAIN, kind

ROUTES = routes()
MOST = 4
"""Addresses tried of one route."""
LOGIN = "to the login page"
POST_ONLY = 405
"""A route that only changes something says so to a GET before anything else; its POST is tried below."""
MAY_BE_ABSENT = {
    "card_door",
    "closing_paper",
    "decision_letter",
    "equipment_decree_paper",
    "equipment_handover_paper",
    "equipment_signed",
    "evaluation_changes",
    "evaluation_documents",
    "hearing_minutes",
    "new_closing",
    "new_indicator_entry",
    "other_times",
    "own_decision",
    "pact_paper",
    "reverification",
    "round_letter",
    "round_minutes_paper",
    "verification_photo",
    "visit_photo",
}
"""Routes to something that not every record has."""


@pytest.fixture(autouse=True)
def _quiet():
    """What the answers tell need not be logged as well."""
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("django.request").setLevel(logging.NOTSET)


@pytest.fixture(scope="module")
def walk(small_city, django_db_blocker):
    """Every route with the addresses to try it at: the same for everybody, so looked for once."""
    with django_db_blocker.unblock():
        return [(route, addresses(route)) for route in ROUTES]


@pytest.fixture
def read(monkeypatch):
    """The questions in an address that somebody looked for."""
    seen = set()

    def noting(real):
        def look(self, key, *default):
            seen.add(key)
            return real(self, key, *default)

        return look

    for how in ("__getitem__", "__contains__", "getlist"):
        monkeypatch.setattr(QueryDict, how, noting(getattr(QueryDict, how)))
    return seen


def addresses(route: Route) -> list[tuple[str, list]]:
    """Addresses to try a route at, with the (kind, row) each argument stands for."""
    choices = []
    for name in route.arguments:
        if plain := PLAIN.get(f"{route.name}:{name}"):
            choices.append([(name, plain(), None)])
            continue
        found = kind(route.name, name)
        if found is None:
            return []  # told by test_every_kind_of_record_in_a_route_is_there_to_try
        choices.append([(name, found.argument(row), (found, row)) for row in found.samples()])
    combined = itertools.islice(itertools.product(*choices), MOST)
    return [(route.at(**{n: v for n, v, _ in c}), [s for _, _, s in c if s]) for c in combined]


def guarded(route: Route) -> bool:
    return isinstance(route.permissions, tuple)


def all_right(tried, told=()) -> None:
    """Fails with every answer that is not as it should be and whatever else is told, one a line."""
    wrong = [
        f"{status} where {right} is right: {address} ({why})"
        for address, status, right, why in tried
        if status not in right
    ]
    wrong += told
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_every_route_declares_who_may_open_it():
    bare = [str(route) for route in ROUTES if route.permissions is None]
    assert not bare, f"decorate with @requires(...), @for_anyone_logged_in or @public: {bare}"


def test_every_route_has_a_name_of_its_own():
    names = [route.name for route in ROUTES]
    assert all(names)
    assert sorted(set(names)) == sorted(names)


def test_every_kind_of_record_in_a_route_is_there_to_try(walk):
    empty = [str(route) for route, found in walk if not found]
    assert not empty, (
        f"tell tests/matrix/samples.py what their arguments stand for, or tests/city.py to make one: {empty}"
    )


@pytest.mark.parametrize("persona", PERSONAS)
def test_each_persona_gets_what_the_route_declares_and_pages_that_keep_the_rules(city, walk, persona):
    client, actor, tried, pages, told = city.client(persona), city.actor(persona), [], 0, []
    for route, found in walk:
        for number, (address, sampled) in enumerate(found):
            with counted() as asked:
                answer = client.get(address)
            right, why = expected(route, actor, sampled)
            tried.append((address, went(answer), right, why))
            if number == 0 and is_page(answer):
                pages += 1
                told += [f"{address} - {rule}" for rule in broken(Page(route.name, answer, asked))]
    all_right(tried, told)
    assert pages, "there is a page for everybody"


def went(answer):
    """The status; a way to the login page is told from any other."""
    login = answer.status_code == 302 and answer.headers["Location"].startswith("/masuk/?next=")
    return LOGIN if login else answer.status_code


def expected(route, actor, sampled):
    if actor == Actor.stranger():
        return of_a_stranger(route)
    if not guarded(route):
        return (200, 302, 403, 404, 405), "no role needed"
    if not any(actor.holds(permission) for permission in route.permissions):
        return (403, POST_ONLY), f"holds none of {[p.value for p in route.permissions]}"
    for found, row in sampled:
        if found.scoped and not found.reaches(actor, route.permissions, row):
            return (403, 404, POST_ONLY), f"{row} is out of reach"
    # two records of one address may have nothing to do with each other
    absent = (404,) if len(sampled) > 1 or route.name in MAY_BE_ABSENT else ()
    return (200, 302, POST_ONLY, 409, 422, *absent), "may"


def of_a_stranger(route):
    if route.permissions == "public":
        return (200, 302, 404, POST_ONLY), "public"
    if route.permissions == "phone":
        return (401, POST_ONLY), "a phone asks its person to log in"
    return (LOGIN, POST_ONLY), "a stranger logs in first"


def test_no_route_changes_anything_without_the_form_s_token(city, walk):
    client = city.client("penyelenggara", enforce_csrf_checks=True)
    first = [address for _, found in walk for address, _ in found[:1]]
    all_right([(address, client.post(address).status_code, (403, 405), "no token") for address in first])


def test_a_post_is_refused_like_a_get(city, walk):
    stranger, partner, tried = city.client(STRANGER), city.client("bank"), []
    for route, found in walk:
        for address, _ in found[:1] if guarded(route) else ():
            tried.append((address, stranger.post(address).status_code, (302, 405), "stranger"))
            if not set(route.permissions) & GRANTS[Role.PARTNER].keys():
                tried.append((address, partner.post(address).status_code, (403, 405), "partner"))
    all_right(tried)


def test_an_id_that_does_not_exist_is_not_found(city):
    client, tried = city.client("penyelenggara"), []
    for route in ROUTES:
        if "uuid:" in route.path:
            address = re.sub(r"<uuid:\w+>", str(uuid.UUID(int=7)), f"/{route.path}")
            address = re.sub(r"<int:\w+>", "999", re.sub(r"<(?:str|slug):\w+>", "x", address))
            tried.append((address, client.get(address).status_code, (403, 404, 405), "no such record"))
    all_right(tried)


NONSENSE = {
    "wilayah": "';--",
    "program": "\0",
    "halaman": "-1",
    "urut": "-zzz",
    "cari": "%" * 300,
    "bulan": "2026-13",
    "indikator": "nope",
    "q": "\u202e\0",
    "dari": "2026-02-31",
}


def test_nonsense_in_the_address_breaks_nothing(city, walk, read):
    """All at once everywhere; then one by one what the page looks for, where the address itself says nothing and the question is all there is to read."""
    client, tried = city.client("penyelenggara"), []

    def ask(address, asked):
        status = client.get(address, asked).status_code
        tried.append((address, status, range(200, 500), f"{asked}"))
        return status

    for route, found in walk:
        for address, _ in found[:1]:
            read.clear()
            shown = ask(address, NONSENSE)
            if route.arguments or shown not in (200, 400, 422):
                continue
            if shown != 200:
                ask(address, {})  # it may look for more than what it stumbled over
            asked = set()
            while left := (read & NONSENSE.keys()) - asked:
                asked.add(key := min(left))
                ask(address, {key: NONSENSE[key]})
    all_right(tried)
