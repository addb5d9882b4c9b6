"""`dampingi review`: the frozen rates computed again from the database, and on a machine without one."""

import json

import pytest
from django.core.management import CommandError, call_command

from dampingi.insight.reviews.carrying import exported, read, same
from dampingi.insight.reviews.models import Counted, Freeze


def last():
    return Freeze.objects.unscoped("test").select_related("programme").order_by("-number").first()


def test_the_same_digits_from_the_database_and_from_a_file(city, tmp_path, capsys):
    file = tmp_path / "angka.json"
    call_command("review", "export", str(last().id), str(file))
    call_command("review", "recompute", str(last().id))
    call_command("review", "recompute", "--from", str(file))
    told = capsys.readouterr().out
    assert told.count(f"no. {last().number}, {last().hash}") == 2
    call_command("review", "list")
    assert str(last().id) in capsys.readouterr().out


def test_a_file_tells_nobody_by_name_or_id(city):
    told = exported(last()).decode()
    row = Counted.objects.unscoped("test").filter(freeze=last()).select_related("enrolment__person")[0]
    for secret in (row.enrolment_id, row.enrolment.person_id, row.enrolment.person.name):
        assert str(secret) not in told


@pytest.mark.parametrize("where", ["people", "figures"])
def test_one_person_or_one_figure_changed_is_noticed(city, tmp_path, where):
    told = json.loads(exported(last()))
    if where == "people":
        person = next(p for p in told["people"] if p["counts"]["passed"])
        person["counts"]["passed"] = False
    else:
        told["body"]["whole"]["rates"]["passed"]["all"][0] += 1
    assert not same(read(json.dumps(told).encode()))
    file = tmp_path / "angka.json"
    file.write_text(json.dumps(told))
    with pytest.raises(CommandError, match="do not follow"):
        call_command("review", "recompute", "--from", str(file))


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"\x00", b'{"people": 3}', b'{"people": []}', b'{"people": [{}]}', b"null"]
)
def test_a_file_that_is_something_else_is_told_so(db, tmp_path, content):
    file = tmp_path / "lain.json"
    file.write_bytes(content)
    with pytest.raises(CommandError, match="holds no frozen"):
        call_command("review", "recompute", "--from", str(file))


@pytest.mark.parametrize("id", ["x", "00000000-0000-0000-0000-000000000000"])
def test_an_id_that_is_none_is_told_so(db, id):
    with pytest.raises(CommandError, match="review list"):
        call_command("review", "recompute", id)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{}", b"[" * 100_000, b'{"kind": 1}', b"\xff\x00", b"1e999"]
)
def test_a_file_of_nonsense_is_told_as_such(tmp_path, body):
    file = tmp_path / "file"
    file.write_bytes(body)
    with pytest.raises(CommandError, match="holds no"):
        call_command("review", "recompute", "--from", str(file))
