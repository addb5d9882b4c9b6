"""`dampingi` as a person at a terminal meets it: exit status, one line, no traceback."""

import os
import subprocess
import sys

import pytest
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from dampingi import cli
from dampingi.foundation.errors import Refused


@pytest.fixture
def command(monkeypatch):
    """Put a command in the place of `audit` and run it; gives (exit status, standard output, standard error)."""

    def run(handle, *arguments, capsys):
        class Command(BaseCommand):
            requires_system_checks = ()

            def add_arguments(self, parser):
                parser.add_argument("--many", type=int)

            def handle(self, **options):
                return handle(options)

        monkeypatch.setattr("django.core.management.get_commands", lambda: {"audit": Command()})
        monkeypatch.setattr("django.db.connections.close_all", lambda: None)
        status = cli.main(["audit", *arguments])
        return status, *capsys.readouterr()

    return run


def raising(error):
    def handle(_options):
        raise error

    return handle


def test_success_is_0_and_silent_on_standard_error(command, capsys):
    assert command(lambda options: f"many {options['many']}", "--many", "3", capsys=capsys) == (
        0,
        "many 3\n",
        "",
    )


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (CommandError("berkas tidak ada:\n  x.xlsx"), "berkas tidak ada: x.xlsx"),
        (Refused("Bulan itu sudah ditutup."), "Bulan itu sudah ditutup."),
        (FileNotFoundError(2, "No such file or directory", "x.xlsx"), "x.xlsx: No such file or directory"),
        (OperationalError("no such table: programmes_programme"), "dampingi demo"),
        (ProgrammingError('relation "programmes_programme" does not exist'), "dampingi migrate"),
        (OperationalError("database is locked"), "dipakai proses lain"),
        (KeyError("x"), "DAMPINGI_DEBUG=1"),
    ],
)
def test_what_goes_wrong_is_one_line_and_1(command, capsys, error, told):
    status, out, err = command(raising(error), capsys=capsys)
    assert (status, out) == (1, "")
    assert told in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [["--many", "x"], ["--nope"], ["extra"]])
def test_a_wrong_option_is_one_line_and_1(command, capsys, arguments):
    status, out, err = command(lambda _: None, *arguments, capsys=capsys)
    assert (status, out, err.count("\n")) == (1, "", 1)


def test_the_traceback_is_shown_when_asked_for(command, capsys, monkeypatch):
    monkeypatch.setenv("DAMPINGI_DEBUG", "1")
    assert "Traceback" in command(raising(KeyError("x")), capsys=capsys)[2]


def test_ctrl_c_is_130_and_silent(command, capsys):
    assert command(raising(KeyboardInterrupt()), capsys=capsys) == (130, "", "")


def test_an_unknown_command_names_the_nearest(capsys):
    assert cli.main(["migrat"]) == 1
    assert "Maksud Anda migrate?" in capsys.readouterr().err


def test_an_unknown_command_with_nothing_near_points_to_the_list(capsys):
    assert cli.main(["qqqq"]) == 1
    assert "dampingi --help" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--help"], ["help"]])
def test_the_overview_lists_our_commands_first(capsys, arguments):
    assert cli.main(arguments) == 0
    told = capsys.readouterr().out
    ours, _, technical = told.partition("Django")
    for name in ("audit", "demo", "worker"):
        assert f"\n  {name} " in ours
    assert "migrate" in technical


def test_it_speaks_english_too(capsys, monkeypatch):
    monkeypatch.setenv("DAMPINGI_LANGUAGE", "en")
    assert cli.main(["qqqq"]) == 1
    assert "not a known command" in capsys.readouterr().err


def test_the_first_command_makes_the_database(tmp_path):
    """The whole way, in a process of its own, on an empty folder."""

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "dampingi", *arguments],
            env=os.environ | {"DAMPINGI_HOME": str(tmp_path), "DAMPINGI_DATABASE_URL": ""},
            capture_output=True,
            text=True,
            check=False,
        )

    first = run("regions", "find", "Curug", "--within", "32.76")
    assert first.returncode == 0
    assert "32.76.02.1008" in first.stdout
    assert "32.76.11.1005" in first.stdout
    assert "basis data" in first.stderr
    assert run("audit", "verify").stderr == ""


@pytest.mark.parametrize(
    ("loads", "absent"),
    [
        ("import django; django.setup()", {"scipy", "ibis", "altair", "numpy", "ortools", "icalendar", "vl_convert"}),
        ("import dampingi.config.wsgi", {"scipy", "altair", "ortools", "icalendar", "recurring_ical_events", "vl_convert", "splink", "pandas", "pyarrow", "duckdb"}),
    ],
    ids=["a command", "the server"],
)  # fmt: skip
def test_nothing_waits_for_statistics_or_charts_it_does_not_use(loads, absent, tmp_path):
    script = f"import sys; {loads}; print(*{absent} & set(sys.modules))"
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "dampingi.config.settings", "DAMPINGI_HOME": str(tmp_path)}
    loaded = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == ""
