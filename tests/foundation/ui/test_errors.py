"""Errors are pages that say what happened and what to do next; a refusal of the domain is one of them."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from dampingi.foundation.accounts.routes import public
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.ui import errors

pytestmark = pytest.mark.django_db


@public
def refuse(request):
    raise Refused("Omzet tidak boleh kurang dari nol. Periksa angkanya.")


@public
def clash(request):
    raise Conflict("Laporan ini sudah disetujui.")


@public
def crash(request):
    raise RuntimeError("rahasia dalam")


@pytest.fixture
def routes(settings):
    from dampingi.config import urls

    module = type("routes", (), {})
    module.urlpatterns = [
        path("tolak/", refuse),
        path("bentrok/", clash),
        path("rusak/", crash),
        *urls.urlpatterns,
    ]
    module.handler404, module.handler500, module.handler403 = (
        urls.handler404,
        urls.handler500,
        urls.handler403,
    )
    settings.ROOT_URLCONF = module


def test_a_refusal_says_the_sentence_and_gives_a_way_on(client, routes):
    answer = client.get("/tolak/")
    assert answer.status_code == 422
    assert "Omzet tidak boleh kurang dari nol" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()
    assert client.get("/bentrok/").status_code == 409


def test_a_refusal_of_a_partial_request_is_a_part(client, routes):
    answer = client.get("/tolak/", headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()
    assert "Omzet tidak boleh" in answer.content.decode()


def test_a_crash_tells_nothing_of_its_inside(client, routes):
    client.raise_request_exception = False
    answer = client.get("/rusak/")
    assert answer.status_code == 500
    assert "rahasia" not in answer.content.decode()
    assert "Ke beranda" in answer.content.decode()


def test_an_unknown_address(client):
    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.content.decode()


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda request: errors.bad_request(request), 400),
        (lambda request: errors.bad_request(request, RequestDataTooBig()), 413),
        (lambda request: errors.forbidden(request), 403),
        (lambda request: errors.too_many(request), 429),
        (lambda request: errors.csrf_failure(request), 403),
    ],
)
def test_each_error_has_its_page(answer, status):
    found: HttpResponse = answer(RequestFactory().get("/"))
    assert found.status_code == status
    assert "<h1>" in found.content.decode()


def test_who_tries_too_many_passwords_is_told_to_wait(client):
    tried = {"username": "siapa@depok.example", "password": "salah-terus"}
    answers = [client.post("/masuk/", tried).status_code for _attempt in range(9)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_a_form_from_a_stale_page_gets_our_page():
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/masuk/", {"username": "x"})
    assert answer.status_code == 403
    assert "terlalu lama terbuka" in answer.content.decode()


def test_a_body_that_would_fill_the_disk_is_refused_before_it_is_read(client):
    answer = client.post("/masuk/", {}, headers={"Content-Length": str(100 * 2**20)})
    assert answer.status_code == 413
    assert "terlalu besar" in answer.content.decode()


def test_nul_in_a_field_is_refused_because_no_database_column_may_hold_it(client):
    assert client.post("/tampilan/", {"tampilan": "dark\0"}).status_code == 400
    assert client.post("/tampilan/", {"tampilan": "dark"}).status_code == 302
