"""`dampingi lake publish` as a person at a terminal meets it."""

import pytest

from dampingi import cli

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open_connection(monkeypatch):
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)


def test_publish_says_what_it_wrote(scattered, tmp_path, capsys):
    assert cli.main(["lake", "publish", "--to", str(tmp_path), "--city", "32.76"]) == 0
    told = capsys.readouterr().out
    assert "32.76: edisi ke-1" in told
    assert "baris ditulis" in told
    assert (tmp_path / "cities/32.76.json").exists()


def test_without_a_place_it_says_how_to_name_one(settings, capsys):
    settings.LAKE = ""
    assert cli.main(["lake", "publish"]) == 1
    assert "DAMPINGI_LAKE" in capsys.readouterr().err


@pytest.mark.parametrize(("to", "told"), [("ftp://x/y", "tidak dikenal"), ("/proc/nothing", "/proc/nothing")])
def test_a_place_that_cannot_be_is_one_sentence(scattered, to, told, capsys):
    assert cli.main(["lake", "publish", "--to", to]) == 1
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
