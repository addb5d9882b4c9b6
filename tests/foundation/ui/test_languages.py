"""Which language a page speaks."""

import pytest


@pytest.mark.parametrize(
    ("cookie", "header", "spoken"),
    [("", "en-US,en", "id"), ("", "", "id"), ("en", "id", "en"), ("xx", "en", "id"), ("id", "en", "id")],
)
def test_indonesian_until_one_chooses(client, cookie, header, spoken):
    if cookie:
        client.cookies["django_language"] = cookie
    page = client.get("/gaya/", headers={"accept-language": header})
    assert page["Content-Language"] == spoken
    assert f'<html lang="{spoken}"' in page.content.decode()


def test_the_next_reader_is_not_answered_in_the_last_ones_language(client):
    client.cookies["django_language"] = "en"
    client.get("/gaya/")
    del client.cookies["django_language"]
    assert client.get("/gaya/")["Content-Language"] == "id"
