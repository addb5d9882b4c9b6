"""How the commands make their environment, without making one."""

import importlib.util
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bootstrap(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "bin/bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv/bin/python")
    (tmp_path / "requirements").mkdir()
    for name in ("base", "dev", "spark"):
        (tmp_path / f"requirements/{name}.txt").write_text(name)
    (tmp_path / "pyproject.toml").write_text("")
    made = []

    def make(wanted):
        made.append(wanted)
        module.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        module.PYTHON.touch()
        module.stamp(wanted).write_text(module.digest(wanted))

    monkeypatch.setattr(module, "make", make)
    module.made = made
    return module


def test_the_second_start_makes_nothing(bootstrap):
    assert bootstrap.main("base") == bootstrap.main("base") == 0
    assert bootstrap.made == ["base"]


def test_the_larger_set_serves_the_smaller(bootstrap):
    bootstrap.main("dev")
    bootstrap.main("base")
    assert bootstrap.made == ["dev"]


def test_the_smaller_set_does_not_serve_the_larger(bootstrap):
    bootstrap.main("base")
    bootstrap.main("dev")
    assert bootstrap.made == ["base", "dev"]


def test_the_set_with_spark_is_the_tests_set_and_more(bootstrap, tmp_path):
    bootstrap.main("spark")
    bootstrap.main("dev")
    assert bootstrap.made == ["spark"]
    (tmp_path / "requirements/dev.txt").write_text("something else")
    bootstrap.main("spark")
    assert bootstrap.made == ["spark", "spark"]


@pytest.mark.parametrize("changed", ["requirements/base.txt", "pyproject.toml"])
def test_it_is_made_again_when_what_it_is_made_from_changes(bootstrap, tmp_path, changed):
    bootstrap.main("base")
    (tmp_path / changed).write_text("something else")
    bootstrap.main("base")
    assert bootstrap.made == ["base", "base"]


def test_a_failure_is_told_with_its_cure(bootstrap, monkeypatch, capsys):
    def make(_wanted):
        raise bootstrap.Stopped("no venv. On Debian: apt-get install python3-venv")

    monkeypatch.setattr(bootstrap, "make", make)
    assert bootstrap.main("base") == 1
    assert "apt-get install python3-venv" in capsys.readouterr().err


def test_uv_is_told_what_pip_was_told(bootstrap, monkeypatch):
    listed = "global.index-url='https://wheels.example/simple'\n:env:.find-links='a b'\nglobal.timeout='9'\n"
    done = subprocess.CompletedProcess([], 0, stdout=listed)
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_a, **_k: done)
    settings = bootstrap.uv_settings()
    assert settings["UV_DEFAULT_INDEX"] == "https://wheels.example/simple"
    assert settings["UV_FIND_LINKS"] == "a,b"
    assert settings["UV_PYTHON_DOWNLOADS"] == "never"


def test_every_pin_has_hashes_and_names_no_address():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text()
        assert "://" not in text, path.name
        for block in text.split("\n"):
            if "==" in block:
                assert block.endswith("\\"), f"{path.name}: {block} has no hash"
