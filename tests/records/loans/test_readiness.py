"""The check before asking for a loan is nobody's business but the person's: no row, no log, no address tells of it."""

import logging

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dampingi.foundation.definitions import load

AT = "/pinjaman/siap/"
BAD = {each["code"]: each["when"] for each in load("loan_readiness")}
GOOD = {code: "no" if when == "yes" else "yes" for code, when in BAD.items()}


def counts():
    return {m._meta.label: m._base_manager.count() for m in apps.get_models() if m._meta.managed}


@pytest.mark.parametrize("who", ["stranger", "participant"])
def test_nothing_of_it_is_kept_or_logged(town, july, who, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    client, before = town.client(who), counts()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.post(AT, BAD)
    assert answer.status_code == 200
    assert counts() == before
    assert not [q["sql"] for q in asked if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    logged = caplog.text + "".join(capfd.readouterr())
    assert not any(f"{code}=" in logged or f"'{code}'" in logged for code in BAD)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "sessionid" not in answer.cookies


def test_the_answers_do_not_stand_in_an_address(town):
    page = town.client("stranger").get(AT, BAD).content.decode()
    assert 'method="post"' in page
    assert "Selesaikan lebih dahulu" not in page
    assert "data-draft" not in page


def test_it_says_what_to_settle_first(town):
    page = town.client("stranger").post(AT, BAD).content.decode()
    for each in load("loan_readiness"):
        assert each["name"] in page
    assert "Selesaikan lebih dahulu" in page


def test_who_has_settled_everything_is_told_so(town):
    page = town.client("stranger").post(AT, GOOD).content.decode()
    assert "Anda siap mengajukan" in page
    assert f"{len(GOOD)} dari {len(GOOD)}" in page


def test_what_was_left_open_is_neither_good_nor_bad(town):
    page = town.client("stranger").post(AT, GOOD | {"nib": ""}).content.decode()
    assert "Belum ada yang menghalangi" in page
    assert "Belum Anda jawab" in page


def test_an_answer_that_is_none_is_refused(town):
    assert town.client("stranger").post(AT, {"nib": "x" * 5000}).status_code == 422
