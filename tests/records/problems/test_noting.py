"""Who notes what, whose authority is proposed, and who chose otherwise and why."""

import datetime

import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.records.problems import actions
from dampingi.records.problems.authority import home_of, proposed
from dampingi.records.problems.models import Level, Problem
from dampingi.records.problems.queries import problems
from tests.records.conftest import HERE, NEXT
from tests.records.problems.conftest import course, fresh, told
from tests.records.town import KECAMATAN, TODAY


def test_the_matrix_proposes_whose_authority_it_is(noted):
    assert noted(matter="micro").level == Level.LOCAL
    assert noted(matter="small").level == Level.PROVINCE
    assert noted(matter="halal").level == Level.NATION
    assert noted(matter="").level == Level.LOCAL


def test_every_line_of_the_matrix_names_its_level_and_source():
    for row in load("authorities"):
        assert row["level"] in Level.values, row
        assert row["source"].strip(), row
        assert len(row["code"]) <= 20


def test_across_several_kabupaten_it_is_never_below_the_province(town):
    assert (home_of("32.76.05.1003"), home_of("32.76"), home_of("32"), home_of("")) == (
        "local",
        "local",
        "province",
        "nation",
    )
    assert proposed("micro", "32") == Level.PROVINCE
    assert proposed("medium", "32") == Level.NATION


def test_another_level_needs_a_reason(noted):
    with pytest.raises(Refused, match="mengapa kewenangannya lain"):
        noted(level="province")
    made = noted(level="province", level_reason="Menyangkut jalan provinsi")
    assert (made.level, made.level_reason, made.held) == ("province", "Menyangkut jalan provinsi", "local")


@pytest.mark.parametrize(("by", "region"), [("office", "32.76"), ("head", "32.76"), ("coordinator", KECAMATAN), ("ana", HERE), ("camat", NEXT), ("province", "32"), ("province", "32.76")])  # fmt: skip
def test_these_may_note(noted, by, region):
    assert noted(by, region).noted_on == TODAY


@pytest.mark.parametrize(("by", "region"), [("ana", NEXT), ("ana", KECAMATAN), ("coordinator", "32.76"), ("elsewhere", HERE), ("inspector", HERE), ("participant", HERE), ("partner", HERE), ("panel", HERE), ("office", "32")])  # fmt: skip
def test_nobody_notes_beyond_their_region_or_without_the_task(noted, by, region):
    with pytest.raises(Denied):
        noted(by, region)
    assert not Problem.objects.unscoped("test").exists()


@pytest.mark.parametrize(("wrong", "answer"), [({"title": "  "}, "judul"), ({"what": " "}, "apa masalahnya"), ({"topic": "x"}, "topiknya"), ({"matter": "x"}, "urusannya"), ({"noted_on": TODAY + datetime.timedelta(days=1)}, "paling lambat"), ({"noted_on": datetime.date(1, 1, 1)}, "paling lambat"), ({"level": "x", "level_reason": "y"}, "lebih kecil"), ({"what": "x" * 4001}, "paling banyak"), ({"title": "x" * 151}, "paling banyak")])  # fmt: skip
def test_what_cannot_be_is_refused_with_its_cure(noted, wrong, answer):
    with pytest.raises(Refused, match=answer):
        noted(**wrong)


def test_a_province_wide_problem_is_not_given_to_one_city(noted):
    with pytest.raises(Refused, match="lebih kecil"):
        noted("province", "32", level="local", level_reason="Lebih dekat")


def test_sent_twice_it_is_noted_once_and_nobody_takes_another_s_form(noted):
    id = new_id()
    assert noted(id=id).id == noted(id=id, title="Lain").id
    assert Problem.objects.unscoped("test").count() == 1
    with pytest.raises(Conflict):
        noted("coordinator", id=id)


def test_the_office_is_told_what_others_note(town, noted):
    noted("ana")
    assert "Masalah baru dicatat: Izin lambat" in told(town, "office")
    assert told(town, "province") == told(town, "elsewhere") == ""


def test_who_reads_what(town, noted):
    mine, other = noted("ana"), noted("budi", NEXT)
    wide = noted("province", "32")

    def seen(who):
        return {p.id for p in problems(town.actor(who))}

    assert (
        seen("office")
        == seen("head")
        == seen("inspector")
        == seen("coordinator")
        == seen("camat")
        == {mine.id, other.id}
    )
    assert seen("ana") == {mine.id}
    assert seen("province") == {mine.id, other.id, wide.id}
    assert seen("elsewhere") == seen("participant") == seen("partner") == seen("panel") == set()


def test_a_note_is_added_by_who_may_note_there_and_the_others_are_told(town, noted):
    made = noted("ana")
    actions.add_note(by=town.actor("coordinator"), problem=made.id, text="Sudah ditelepon.")
    assert course(made) == ["noted", "note"]
    assert "catatan baru" in told(town, "ana")
    assert "catatan baru" in told(town, "office")
    with pytest.raises(Denied):
        actions.add_note(by=town.actor("inspector"), problem=made.id, text="x")
    with pytest.raises(Refused, match="tidak ada"):
        actions.add_note(by=town.actor("budi"), problem=made.id, text="x")


def change(town, problem, by, seen=0, **more):
    words = {
        "title": "Izin sangat lambat",
        "what": problem.what,
        "cause": "Berkas hilang",
        "topic": "permits",
    } | more
    return actions.edit_problem(by=town.actor(by), problem=problem.id, seen=seen, **words)


def test_its_writer_and_its_level_put_it_in_other_words(town, noted):
    made = noted("ana")
    change(town, made, "ana")
    assert fresh(made).title == "Izin sangat lambat"
    change(town, made, "office", seen=1, cause="Antrean")
    with pytest.raises(Conflict, match="Orang lain baru saja"):
        change(town, made, "ana", seen=1, cause="Lain lagi")
    with pytest.raises(Conflict, match="pencatatnya"):
        change(town, made, "coordinator", seen=2)
    assert fresh(made).cause == "Antrean"
    assert course(made) == ["noted", "edited", "edited"]


def test_authority_changes_with_a_reason_and_only_by_who_has_it(town, noted):
    made = noted("ana")
    for who in ("coordinator", "province"):
        with pytest.raises(Conflict, match="ada pada"):
            actions.change_authority(
                by=town.actor(who), problem=made.id, level="", matter="halal", reason="Sertifikat"
            )
    with pytest.raises(Refused, match="alasan"):
        actions.change_authority(
            by=town.actor("office"), problem=made.id, level="", matter="halal", reason=" "
        )
    with pytest.raises(Refused, match="tetap sama"):
        actions.change_authority(
            by=town.actor("office"), problem=made.id, level="", matter="micro", reason="x"
        )
    actions.change_authority(
        by=town.actor("office"), problem=made.id, level="", matter="halal", reason="Ternyata halal"
    )
    assert (fresh(made).level, fresh(made).level_reason) == ("nation", "Ternyata halal")
    assert AuditEvent.objects.filter(action="change_problem_authority", reason="Ternyata halal").count() == 1


def test_what_came_from_something_else_is_found_from_there(town, noted):
    origin = ("round", new_id())
    made = noted(origin=origin)
    noted()
    found = problems(town.actor("office")).filter(origin_kind=origin[0], origin_id=origin[1])
    assert list(found) == [made]
