import pytest
from django.test import RequestFactory

from dampingi.foundation.accounts.addresses import address_of


def call(**meta):
    return RequestFactory().get("/", **meta)


def test_without_a_proxy_what_the_caller_writes_is_not_believed(settings):
    settings.SECURE = False
    assert address_of(call(REMOTE_ADDR="198.51.100.4", HTTP_X_FORWARDED_FOR="203.0.113.9")) == "198.51.100.4"


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("6.6.6.6,2001:db8::1 ", "2001:db8::1"),
        ("", "127.0.0.1"),
        ("not an address", "127.0.0.1"),
        ("x" * 500, "127.0.0.1"),
    ],
)
def test_behind_the_proxy_the_last_address_counts(settings, told, found):
    settings.SECURE = True
    assert address_of(call(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=told)) == found


@pytest.mark.django_db
def test_a_stranger_elsewhere_does_not_lock_somebody_out(settings, client):
    """The control: behind a proxy all calls come from one machine; by that address alone anyone could lock anyone out."""
    from dampingi.foundation.accounts.actions import add_user
    from dampingi.foundation.accounts.actors import Actor

    settings.SECURE, settings.SECURE_SSL_REDIRECT = True, False
    add_user(
        by=Actor.for_system("test"), login="rina@contoh.id", name="Rina", password="Kata sandi panjang 91"
    )
    wrong = {"username": "rina@contoh.id", "password": "salah"}
    for _try in range(settings.AXES_FAILURE_LIMIT):
        locked = client.post("/masuk/", wrong, HTTP_X_FORWARDED_FOR="203.0.113.66")
    assert locked.status_code == 429
    right = wrong | {"password": "Kata sandi panjang 91"}
    assert client.post("/masuk/", right, HTTP_X_FORWARDED_FOR="203.0.113.66").status_code == 429
    assert client.post("/masuk/", right, HTTP_X_FORWARDED_FOR="198.51.100.4").status_code == 302
