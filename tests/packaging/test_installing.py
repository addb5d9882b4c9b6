"""The product as a person installs it: from a clone with one command, and from the wheel into an empty environment."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.timeout(900)
of_the_wheel = pytest.mark.xdist_group("wheel")
of_a_copy = pytest.mark.xdist_group("copy")
"""One worker builds the wheel, one the demo that is copied: `-n 2 --dist loadgroup`."""


def run(*command, home, check=True, **options):
    env = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("DAMPINGI_", "DJANGO_", "PYTEST_", "PYTHONPATH"))
    }
    done = subprocess.run(
        [str(part) for part in command],
        env=env | {"DAMPINGI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    assert not check or done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def served(*command, home) -> Iterator[str]:
    """The demo while it serves; its address. Stopped as Ctrl-C would, and then nothing of it may be left."""
    port = free_port()
    env = os.environ | {"DAMPINGI_HOME": str(home)}
    process = subprocess.Popen(
        [*map(str, command), "--port", str(port)],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        for line in process.stdout:
            if str(port) in line:
                break
        else:
            pytest.fail("the demo ended without serving")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)[0]
    assert process.returncode == 0, rest
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections just closed do not count
        probe.bind(("127.0.0.1", port))


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as answer:
        assert answer.status == 200
        return answer.read().decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, home=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The `dampingi` command of an environment that holds the wheel and what it depends on, nothing else."""
    place = tmp_path_factory.mktemp("empty") / "venv"
    run(sys.executable, "-m", "venv", place, home=place.parent)
    run(place / "bin/python", "-m", "pip", "install", "--quiet", wheel, home=place.parent)
    return place / "bin/dampingi"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A folder in which the small demo was built, to be copied."""
    place = tmp_path_factory.mktemp("small")
    run(sys.executable, "-m", "dampingi", "demo", "--no-serve", "--small", home=place)
    return place


@pytest.fixture
def built(small, tmp_path):
    """A small demo of one's own."""
    return shutil.copytree(small, tmp_path / "built")


@of_the_wheel
def test_the_wheel_holds_what_is_not_python_too(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for pattern in (
        r"/templates/.*\.html$",
        r"/definitions/.*\.yaml$",
        r"\.css$",
        r"/locale/en/LC_MESSAGES/django\.mo$",
        r"\.typ$",
    ):
        assert any(re.search(pattern, name) for name in names), pattern
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/")) or "__pycache__" in name]


@of_the_wheel
def test_the_wheel_in_an_empty_environment_builds_and_serves_the_demo(installed, tmp_path):
    told = run(installed, "demo", "--no-serve", home=tmp_path, cwd=tmp_path).stdout
    assert "penyelenggara@" in told
    with served(installed, "demo", home=tmp_path) as address:
        page = fetch(f"{address}/masuk/")
        assert "<html" in page
        for asset in re.findall(r'(?:href|src)="(/(?:static|aset)/[^"#]+)', page):
            fetch(address + asset)
        with pytest.raises(urllib.error.HTTPError, match="404"):
            fetch(f"{address}/tidak-ada/")


@of_the_wheel
def test_the_installed_command_works_away_from_any_checkout(installed, tmp_path):
    assert run(installed, "--version", home=tmp_path, cwd=tmp_path).stdout.startswith("dampingi ")
    done = run(installed, "import", "nothing.xlsx", home=tmp_path, cwd=tmp_path, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def test_from_the_checkout_with_one_command_and_the_second_start_is_quick(tmp_path):
    demo = ROOT / "bin/demo"
    first = run(demo, "--no-serve", "--small", home=tmp_path, cwd=tmp_path)
    assert "penyelenggara@" in first.stdout
    database = tmp_path / "dampingi.sqlite3"
    before = database.stat().st_mtime_ns
    began = time.monotonic()
    second = run(demo, "--no-serve", home=tmp_path, cwd=tmp_path)
    assert time.monotonic() - began < 8
    assert "penyelenggara@" in second.stdout
    assert database.stat().st_mtime_ns == before


@of_a_copy
def test_what_was_done_survives_and_fresh_starts_over(built):
    demo, dampingi = ROOT / "bin/demo", ROOT / "bin/dampingi"
    run(
        dampingi,
        "shell",
        "-c",
        "from dampingi.foundation.accounts.models import User; User.objects.create(login='baru', name='Baru')",
        home=built,
    )
    count = (
        "shell",
        "-v0",
        "-c",
        "from dampingi.foundation.accounts.models import User; print(User.objects.filter(login='baru').count())",
    )
    run(demo, "--no-serve", home=built)
    assert run(dampingi, *count, home=built).stdout.strip() == "1"
    run(demo, "--no-serve", "--small", "--fresh", home=built)
    assert run(dampingi, *count, home=built).stdout.strip() == "0"


def test_an_interrupted_build_leaves_no_half_city(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "dampingi", "demo", "--no-serve", "--small"],
        env=os.environ | {"DAMPINGI_HOME": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    for line in process.stderr:
        if int(line.partition("%")[0]) >= 40:
            break
    process.kill()
    process.communicate()
    assert not (tmp_path / "dampingi.sqlite3").exists()
    told = run(sys.executable, "-m", "dampingi", "demo", "--no-serve", "--small", home=tmp_path).stdout
    assert "penyelenggara@" in told
    assert not list(tmp_path.glob(".building-*"))


def test_real_records_are_never_touched(tmp_path):
    python = sys.executable
    run(python, "-m", "dampingi", "migrate", home=tmp_path)
    run(
        python,
        "-m",
        "dampingi",
        "shell",
        "-c",
        "from dampingi.foundation.accounts.models import User; User.objects.create(login='nyata', name='Nyata')",
        home=tmp_path,
    )
    for options in ([], ["--fresh"]):
        done = run(python, "-m", "dampingi", "demo", "--no-serve", *options, home=tmp_path, check=False)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "DAMPINGI_HOME" in done.stderr


def test_an_import_before_the_demo_is_not_lost(tmp_path):
    python, sheet = sys.executable, tmp_path / "usaha.csv"
    sheet.write_text("nama usaha;nama pemilik;kelurahan\nWarung Sari;Sari;Beji\nToko Budi;Budi;Kukusan\n")
    run(
        python,
        "-m",
        "dampingi",
        "import",
        str(sheet),
        "--as",
        "businesses",
        "--region",
        "32.76",
        home=tmp_path,
    )
    done = run(python, "-m", "dampingi", "demo", "--no-serve", "--small", home=tmp_path, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    again = run(
        python,
        "-m",
        "dampingi",
        "import",
        str(sheet),
        "--as",
        "businesses",
        "--region",
        "32.76",
        home=tmp_path,
    )
    assert "2" in again.stdout.partition("Sudah tercatat")[2].splitlines()[0]


@of_a_copy
def test_fresh_is_refused_while_the_demo_is_served(built):
    with served(sys.executable, "-m", "dampingi", "demo", home=built):
        done = run(sys.executable, "-m", "dampingi", "demo", "--no-serve", "--fresh", home=built, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
