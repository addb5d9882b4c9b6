"""One file, another process, no database: the same digits, for each computation."""

import json
import os
import random
import subprocess
import sys

import pytest
import time_machine
from django.core.management import CommandError, call_command

from dampingi.foundation.canonical import canonical
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.intake import ObjectionIntake
from dampingi.insight.evaluation.models import FrozenEvidence, Subject, TeamResult
from tests.insight.evaluation.conftest import AFTER
from tests.insight.evaluation.test_answering import TEXT, WHY, visits


@pytest.fixture
def twice(office):
    """An evaluation computed, objected to, and computed again."""
    made = office.computed()
    subject = Subject.objects.select_related("mentor").get(
        evaluation=made.evaluation, mentor=office.city.mentors[0]
    )
    said = ObjectionIntake(TEXT, "visits")
    objection = actions.object_to_result(by=office.actor("mentor0"), subject=subject, said=said)
    actions.answer_objection(
        by=office.actor("head"),
        objection=objection,
        outcome="granted",
        reason=WHY,
        corrections=[visits(subject)],
    )
    with time_machine.travel(AFTER, tick=False):
        return actions.recompute(by=office.by, evaluation=made.evaluation)


@pytest.fixture
def file(twice, tmp_path):
    path = tmp_path / "penilaian.json"
    call_command("evaluation", "export", str(twice.evaluation_id), str(path))
    return path


def elsewhere(path, home, **environment) -> subprocess.CompletedProcess:
    """As an inspector's machine would: an empty home, no database in it, another number of threads."""
    own = {"DAMPINGI_HOME": str(home), "PATH": os.environ["PATH"], **environment}
    command = [sys.executable, "-m", "dampingi", "evaluation", "recompute", "--from", str(path), "--json"]
    return subprocess.run(command, capture_output=True, text=True, env=own, timeout=120, check=False)


def test_another_machine_finds_the_same_digits_for_both_computations(twice, file, tmp_path):
    told = json.loads(file.read_text())
    random.Random(3).shuffle(told["evidence"])
    random.Random(4).shuffle(told["ratings"])
    file.write_text(json.dumps(told))
    for threads in ("1", "3"):
        done = elsewhere(file, tmp_path / f"home{threads}", OPENBLAS_NUM_THREADS=threads)
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert answer["same"] is True
        assert [c["digest"] for c in answer["computations"]] == [
            c.digest for c in twice.evaluation.computations.order_by("number")
        ]


def test_a_file_someone_changed_is_found_out(file):
    told = json.loads(file.read_text())
    row = next(r for r in told["evidence"] if r[0] == "count")
    row[2] = row[2].replace('"done":', '"done":1')
    file.write_text(json.dumps(told))
    with pytest.raises(CommandError, match="tidak dapat dihitung"):
        call_command("evaluation", "recompute", "--from", str(file))


def test_a_plausible_change_is_found_out_too(file):
    told = json.loads(file.read_text())
    row = next(r for r in told["evidence"] if r[0] == "participant")
    body = json.loads(row[2])
    body["values"]["passed"] = 1.0 - body["values"]["passed"]
    row[2] = canonical(body).decode()
    file.write_text(json.dumps(told))
    with pytest.raises(CommandError, match="Computation 1 differs"):
        call_command("evaluation", "recompute", "--from", str(file))


@pytest.mark.parametrize("text", ["", "[]", '{"format":"x"}', "\x00"])
def test_what_is_no_export_is_told_in_one_line(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(CommandError, match=r"not an exported evaluation|has format"):
        call_command("evaluation", "recompute", "--from", str(path))


def test_no_name_of_a_participant_leaves_with_the_file(office, file):
    text = file.read_text()
    assert not [e for e in office.city.enrolments if str(e.id) in text]
    assert "Peserta 0" not in text
    assert "Pendamping " not in text.replace("Pendamping kelurahan", "")


def test_the_command_says_both_and_tells_which_row_was_tampered_with(twice, capsys):
    call_command("evaluation", "recompute", str(twice.evaluation_id))
    out = capsys.readouterr().out
    assert f"Same digits: 6 results, {twice.digest} (computation 2)" in out
    assert out.count("Same digits") == 2
    with pytest.raises(CommandError, match="either"):
        call_command("evaluation", "recompute")


def test_a_row_changed_after_the_freeze_is_named(twice, monkeypatch):
    row = FrozenEvidence.objects.filter(kind="count").order_by("key").first()
    from dampingi.insight.evaluation import recomputing

    real = recomputing.frozen_rows

    def tampered(freeze):
        rows, hashes = real(freeze)
        return rows, [(k, key, "0" * 64 if key == row.key else h) for k, key, h in hashes]

    monkeypatch.setattr(recomputing, "frozen_rows", tampered)
    with pytest.raises(CommandError, match=f"count {row.key}"):
        call_command("evaluation", "recompute", str(twice.evaluation_id))


def changed(file, change):
    told = json.loads(file.read_text())
    change(told)
    file.write_text(json.dumps(told))
    return file


def test_a_file_with_no_results_in_it_is_not_called_the_same(file):
    changed(file, lambda told: told.update(computations=[]))
    with pytest.raises(CommandError, match="no results"):
        call_command("evaluation", "recompute", "--from", str(file), "--json")


@pytest.mark.parametrize("kind", ["mentors", "teams"])
def test_a_result_nobody_computed_is_found_out(file, kind):
    changed(file, lambda told: told["computations"][1][kind].update(ghost={"key": "ghost", "score": 100}))
    with pytest.raises(CommandError, match="Computation 2 differs from the stored one: ghost"):
        call_command("evaluation", "recompute", "--from", str(file))


BROKEN = {
    "computations of another shape": lambda told: told.update(computations=[1]),
    "an instrument that is a list": lambda told: told.update(instrument=[]),
    "an instrument without criteria": lambda told: told["instrument"].pop("criteria"),
    "evidence that is no JSON": lambda told: told["evidence"][0].__setitem__(2, "{"),
    "evidence that is a number": lambda told: told["evidence"][0].__setitem__(2, 7),
    "a level beyond any size": lambda told: told["ratings"][0].__setitem__(3, 10**400),
    "a level that is no number": lambda told: told["ratings"][0].__setitem__(3, float("nan")),
    "a number of a computation in words": lambda told: told["computations"][0].update(number="one"),
    "no digest": lambda told: told["computations"][0].pop("digest"),
    "an amendment of nothing": lambda told: told["amendments"][0].__setitem__(1, "nothing"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_file_made_by_hand_is_told_in_one_line(file, how):
    changed(file, BROKEN[how])
    with pytest.raises(CommandError):
        call_command("evaluation", "recompute", "--from", str(file))


def test_a_file_nested_without_end_is_told_in_one_line(tmp_path):
    path = tmp_path / "deep.json"
    path.write_text("[" * 200_000)
    with pytest.raises(CommandError, match="not an exported evaluation"):
        call_command("evaluation", "recompute", "--from", str(path))


def test_a_team_put_into_the_database_beside_the_computed_ones_is_found_out(twice):
    """The digest is of what was computed: it alone says nothing of a row that came beside."""
    TeamResult.objects.create(
        computation=twice, region="32.99", body={"key": "32.99", "score": 100}, hash="0"
    )
    with pytest.raises(CommandError, match=r"Computation 2 differs from the stored one: 32\.99"):
        call_command("evaluation", "recompute", str(twice.evaluation_id))
