"""`dampingi lake publish` as a person at a terminal meets it."""

import json

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


@pytest.mark.parametrize("folder", ["a*b", "a?b", "year=[2026]", "{a,b}", "a\\b"])
def test_a_folder_that_reads_as_a_pattern_is_refused(scattered, settings, tmp_path, folder, capsys):
    settings.PROVINCE_KEY = "p" * 40
    where = str(tmp_path / folder)
    for asked in (["publish", "--to"], ["query", "participation", "--lake"], ["extract", "--to"]):
        assert cli.main(["lake", *asked, where]) == 1
        assert "Pilih nama tanpa tanda itu" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("to", "told"), [("ftp://x/y", "tidak dikenal"), ("/proc/nothing", "/proc/nothing")])
def test_a_place_that_cannot_be_is_one_sentence(scattered, to, told, capsys):
    assert cli.main(["lake", "publish", "--to", to]) == 1
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1


@pytest.fixture
def lake(scattered, tmp_path):
    cli.main(["lake", "publish", "--to", str(tmp_path)])
    return str(tmp_path)


def test_query_tells_a_figure_of_each_group_and_of_when(lake, capsys):
    capsys.readouterr()
    asked = ["--lake", lake, "--by", "city", "--from", "2026-02-01", "--until", "2026-08-20"]
    assert cli.main(["lake", "query", "participation", *asked]) == 0
    told = capsys.readouterr().out
    assert "32.76" in told
    assert "Dari 3 edisi" in told


def test_query_as_json_names_the_definition(lake, capsys):
    capsys.readouterr()
    asked = ["--lake", lake, "--until", "2026-08-20", "--region", "32.77", "--json"]
    assert cli.main(["lake", "query", "participation", *asked]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["definition"]
    assert [each["place"] for each in told["editions"]] == ["32", "32.77"]
    assert told["figures"][0]["denominator"] > 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--from", "2026-09-01", "--until", "2026-08-20"], "Tukar"),
        (["--by", "warna"], "tidak dapat dikelompokkan"),
        (["--by", "subject"], "per orang"),
        (["--by", "city,mentor"], "tidak menjawab per orang"),
        (["--region", "99"], "Belum ada edisi"),
        (["--lake", "/nowhere/at/all"], "Belum ada edisi"),
        (["--until", "9999-12-31"], "Persempit"),
        (["--from", "1900-01-01"], "Persempit"),
    ],
)
def test_a_question_that_cannot_be_asked_is_one_sentence(lake, more, said, capsys):
    capsys.readouterr()
    status = cli.main(["lake", "query", "participation", "--lake", lake, *more])
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err
    assert status == 1
