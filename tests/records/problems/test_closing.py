"""A result ends it, from the level that keeps it; nothing is deleted."""

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.problems import actions
from tests.records.problems.conftest import course, fresh, told
from tests.records.problems.test_handing import answered, up
from tests.records.town import TODAY


def close(town, problem, by="office", result="solved", text="Izinnya terbit"):
    return actions.close(by=town.actor(by), problem=problem.id, result=result, text=text)


def test_solved_it_says_how_and_its_writer_is_told(town, noted):
    made = noted("ana")
    close(town, made)
    assert (fresh(made).result, fresh(made).closed_on) == ("solved", TODAY)
    assert "ditutup" in told(town, "ana")
    with pytest.raises(Conflict, match="sudah ditutup"):
        close(town, made)


@pytest.mark.parametrize("by", ["coordinator", "camat", "province", "inspector"])
def test_only_its_level_closes_it(town, noted, by):
    with pytest.raises(Conflict, match="ada pada"):
        close(town, noted(), by)


def test_words_and_a_result_are_asked_for(town, noted):
    made = noted()
    for wrong, answer in (({"result": "x"}, "Pilih hasilnya"), ({"text": " "}, "bagaimana"), ({"result": "unsolvable", "text": ""}, "mengapa tidak dapat")):  # fmt: skip
        with pytest.raises(Refused, match=answer):
            close(town, made, **wrong)
    assert fresh(made).closed_at is None


def test_not_while_an_action_is_open(town, noted, agreed):
    made = noted()
    action = agreed(made)
    with pytest.raises(Conflict, match="1 tindakan"):
        close(town, made)
    actions.finish(by=town.actor("office"), agreed=action.id, note="Sudah")
    assert close(town, made).closed_at


def test_without_authority_nothing_is_solved_or_given_up_before_it_was_asked(town, noted):
    made = noted(matter="small")
    for result in ("solved", "unsolvable", "taken"):
        with pytest.raises(Conflict):
            close(town, made, result=result)
    up(town, made)
    with pytest.raises(Conflict, match="ada pada"):
        close(town, made)
    with pytest.raises(Conflict, match="menunggu jawaban"):
        close(town, made, "province")
    answered(town, made, kind="declined")
    with pytest.raises(Conflict, match="Kewenangan"):
        close(town, made)
    assert close(town, made, result="unsolvable", text="Provinsi menolak").result == "unsolvable"


def test_taken_over_above_it_ends_here_while_they_work_on(town, noted, agreed):
    made = noted(matter="small")
    up(town, made)
    running = agreed(made, by="province")
    answered(town, made, kind="taken")
    with pytest.raises(Conflict, match="1 tindakan"):
        close(town, made)
    assert close(town, made, result="taken", text="Provinsi menangani").result == "taken"
    assert (
        "Tandai selesai" in town.client("province").get(f"/masalah/tindakan/{running.id}/").content.decode()
    )
    done = actions.finish(by=town.actor("province"), agreed=running.id, note="Terbit")
    assert done.done_at
    assert fresh(made).closed_at
    assert course(made)[-2:] == ["closed", "done"]


def test_it_opens_again_with_a_reason(town, noted):
    made = noted()
    with pytest.raises(Conflict, match="belum ditutup"):
        actions.reopen(by=town.actor("office"), problem=made.id, reason="x")
    close(town, made)
    with pytest.raises(Conflict, match="ada pada"):
        actions.reopen(by=town.actor("coordinator"), problem=made.id, reason="x")
    actions.reopen(by=town.actor("office"), problem=made.id, reason="Terulang")
    assert (fresh(made).closed_at, fresh(made).result) == (None, "")
    assert course(made) == ["noted", "closed", "reopened"]


def test_archived_it_stays_and_comes_back(town, noted):
    made = noted()
    actions.archive(by=town.actor("office"), problem=made.id, reason="Tercatat dua kali")
    with pytest.raises(Conflict, match="diarsipkan"):
        close(town, made)
    with pytest.raises(Conflict, match="diarsipkan"):
        actions.add_note(by=town.actor("office"), problem=made.id, text="x")
    assert "Izin lambat" not in town.client("office").get("/masalah/").content.decode()
    assert "Izin lambat" in town.client("office").get("/masalah/?keadaan=arsip").content.decode()
    actions.restore(by=town.actor("office"), problem=made.id)
    assert close(town, made).closed_at


def test_what_is_archived_is_not_opened_again_nor_worked_on(town, noted, agreed):
    made, worked = noted(), noted(title="Lain")
    close(town, made)
    running = agreed(worked)
    for each in (made, worked):
        actions.archive(by=town.actor("office"), problem=each.id, reason="Tercatat dua kali")
    with pytest.raises(Conflict, match="diarsipkan"):
        actions.reopen(by=town.actor("office"), problem=made.id, reason="x")
    with pytest.raises(Conflict, match="diarsipkan"):
        actions.finish(by=town.actor("office"), agreed=running.id, note="x")
    assert (
        "Tandai selesai" not in town.client("office").get(f"/masalah/tindakan/{running.id}/").content.decode()
    )


def test_what_waits_above_is_not_archived_below(town, noted):
    made = noted(matter="small")
    up(town, made)
    for by in ("office", "province"):
        with pytest.raises(Conflict, match="menunggu jawaban"):
            actions.archive(by=town.actor(by), problem=made.id, reason="x")
