import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from dampingi.foundation.boundaries.models import Edition
from dampingi.foundation.errors import Refused


@pytest.fixture
def file(tmp_path, content):
    path = tmp_path / "batas.geojson"
    path.write_bytes(content)
    return path


def run(capsys, *arguments):
    call_command("boundaries", *map(str, arguments))
    return capsys.readouterr().out


def test_loads_lists_and_undoes(capsys, file):
    told = run(capsys, "load", file, "--region", "32.76", "--source", "uji")
    assert "63 kelurahan di Kota Depok dikenali" in told
    assert "versi 1" in told
    assert "32.76" in run(capsys, "list")
    assert "Versi 1 dibatalkan" in run(capsys, "undo", "--region", "32.76")
    with pytest.raises(CommandError, match="Tidak ada batas"):
        run(capsys, "undo", "--region", "32.76")


def test_tells_everything_as_json(capsys, file):
    told = json.loads(run(capsys, "load", file, "--region", "32.76", "--json"))
    assert told["matched"]["code"] == 63
    assert told["version"] == 1


def test_a_dry_run_writes_nothing(capsys, file):
    assert "tidak ada yang disimpan" in run(capsys, "load", file, "--region", "32.76", "--dry-run")
    assert not Edition.objects.unscoped("test").exists()


def test_a_missing_file_and_a_wrong_one_say_the_cure(capsys, tmp_path, regions):
    with pytest.raises(CommandError, match="tidak ditemukan"):
        run(capsys, "load", tmp_path / "tiada.geojson", "--region", "32.76")
    wrong = tmp_path / "salah.geojson"
    wrong.write_text('{"type": "Topology"}')
    with pytest.raises(Refused, match="TopoJSON"):
        run(capsys, "load", wrong, "--region", "32.76")
