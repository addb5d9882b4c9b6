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
from dampingi.insight.evaluation.models import FrozenEvidence, Subject
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
