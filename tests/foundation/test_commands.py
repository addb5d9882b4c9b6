"""The commands that set an office up."""

import io

import pytest

from dampingi import cli
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.regions.actions import load_regions


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch):
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)


@pytest.fixture
def depok(db):
    load_regions(within="32.76")


def add(monkeypatch, password="kuda-laut-hijau", **changed):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    told = {"name": "Sari", "role": "office", "region": "32.76"} | changed
    options = [part for key, value in told.items() for part in (f"--{key}", value)]
    return cli.main(["users", "add", "Sari@Kantor.example", *options])


def test_a_person_is_added_with_a_role_and_can_log_in(depok, client, monkeypatch, capsys):
    assert add(monkeypatch) == 0
    assert "sari@kantor.example" in capsys.readouterr().out
    given = Assignment.objects.get(user__login="sari@kantor.example")
    assert (given.role, given.region) == ("office", "32.76")
    assert User.objects.get(login="sari@kantor.example").check_password("kuda-laut-hijau")
    assert set(AuditEvent.objects.values_list("action", flat=True)) >= {"add_user", "assign"}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"region": "99.99"}, "dampingi regions find"),
        ({"password": "pendek"}, "10"),
        ({"role": "raja"}, "invalid choice"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_and_nobody_is_added(depok, monkeypatch, capsys, changed, told):
    assert add(monkeypatch, **changed) == 1
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1
    assert not User.objects.exists()


def test_nobody_is_added_twice(depok, monkeypatch, capsys):
    add(monkeypatch)
    assert add(monkeypatch) == 1
    assert Assignment.objects.count() == 1


def test_an_ambiguous_name_shows_every_candidate(depok, capsys):
    assert cli.main(["regions", "find", "Curug"]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert len([c for c in codes if c.startswith("32.76.") and len(c) == 13]) >= 2


def test_a_name_of_nowhere_is_told_what_to_try(depok, capsys):
    assert cli.main(["regions", "find", "Xyzzyx"]) == 1
    assert "--within" in capsys.readouterr().err


def test_loading_regions_twice_adds_nothing(depok, capsys, monkeypatch):
    monkeypatch.setattr("dampingi.foundation.regions.management.commands.regions.load_regions", lambda: 0)
    assert cli.main(["regions", "load"]) == 0
    assert capsys.readouterr().out.startswith("0 ")
