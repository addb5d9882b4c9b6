"""Minutes, decree, letters: each signed by whom it belongs to, none changed afterwards."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.outcomes.decisions import actions
from dampingi.outcomes.decisions.intake import DecisionIntake
from dampingi.outcomes.decisions.models import Determination
from dampingi.outcomes.decisions.queries import current, own_decision, paper, results_of
from dampingi.outcomes.papers.actions import print_paper
from dampingi.outcomes.papers.models import Paper
from tests.outcomes.decisions.conftest import BASIS, FROM, WHY


def test_no_minutes_before_everyone_is_decided_and_approved(bench):
    by = bench.actor("office")
    with pytest.raises(Refused, match="6 pendamping belum diputuskan"):
        actions.make_minutes(by=by, determination=bench.determination)
    bench.propose()
    with pytest.raises(Refused, match="6 keputusan belum disetujui"):
        actions.make_minutes(by=by, determination=bench.determination)


def test_the_minutes_name_everyone_and_carry_the_hashes(bench):
    found = bench.minuted()
    told = paper(Paper.Kind.MINUTES, found.id).content
    assert len(told["rows"]) == 6
    assert told["panel"] == ["Rater", "Second"]
    assert found.computation.digest in [h for _name, h in told["hashes"]]
    assert told["number"] == "001/BA-EVALUASI/2026"


def test_only_who_rated_signs_and_no_decree_before(bench):
    found = bench.minuted()
    with pytest.raises(Denied, match="memberi nilai"):
        actions.sign_minutes(by=bench.actor("stranger"), determination=found)
    actions.sign_minutes(by=bench.actor("rater"), determination=found)
    with pytest.raises(Refused, match="belum ditandatangani Second"):
        bench.sign()
    actions.note_absence(
        by=bench.actor("office"), determination=found, rater=bench.office.users["second"],
        why="Pindah tugas ke kota lain sejak awal bulan.",
    )  # fmt: skip
    decree = bench.sign()
    assert decree.content["unsigned"] == [["Second", "Pindah tugas ke kota lain sejak awal bulan."]]


def test_signing_twice_is_once(bench):
    found = bench.minuted()
    for _again in range(2):
        actions.sign_minutes(by=bench.actor("rater"), determination=found)
    assert found.signatures.count() == 1


def test_the_decree_and_a_letter_to_each_person(bench):
    decree = bench.signed()
    assert decree.number == "001/SK-PENDAMPING/2026"
    assert decree.content["basis"] == BASIS.splitlines()
    assert decree.content["groups"][0]["heading"] == "Dipertahankan"
    letters = [paper(Paper.Kind.DECISION, d.id) for d in current(bench.determination)]
    assert [p.number for p in letters] == [f"{n:03}/KEP-PENDAMPING/2026" for n in range(1, 7)]
    assert all("21 hari kerja" in p.content["remedy"] for p in letters)
    assert "ditetapkan" in str(Notice.objects.filter(user=bench.office.users["mentor0"]).latest("id"))


@pytest.mark.parametrize("kind", [Paper.Kind.MINUTES, Paper.Kind.DECREE])
def test_each_paper_is_set_and_kept(bench, kind):
    bench.signed()
    printing = print_paper(paper=paper(kind, bench.determination.id))
    with printing.file.open("rb") as file:
        assert file.read(5) == b"%PDF-"
    assert print_paper(paper=paper(kind, bench.determination.id)).id == printing.id


def test_a_letter_is_set_with_its_plan(bench):
    from tests.outcomes.decisions.conftest import PLAN

    bench.propose("coach", plan=PLAN)
    for each in current(bench.determination):
        actions.approve(by=bench.actor("head"), determination=bench.determination, decisions=[each.id])
    actions.make_minutes(by=bench.actor("office"), determination=bench.determination)
    for name in ("rater", "second"):
        actions.sign_minutes(by=bench.actor(name), determination=bench.determination)
    bench.sign()
    letter = paper(Paper.Kind.DECISION, current(bench.determination).first().id)
    assert letter.content["plan"][1] == ["Didampingi", PLAN.companion]
    assert print_paper(paper=letter).size > 10_000


@pytest.mark.parametrize("who", ["office", "inspector", "rater", "coordinator"])
def test_only_the_head_signs(bench, who):
    bench.panel_signed()
    with pytest.raises(Denied):
        bench.sign(who=who)


def test_a_decree_says_on_what_it_rests_and_from_when(bench):
    bench.panel_signed()
    with pytest.raises(Refused, match="dasar hukumnya"):
        bench.sign(basis=" ")
    with pytest.raises(Refused, match="mulai hari ini"):
        bench.sign(on=datetime.date(2026, 9, 1))
    bench.sign()
    with pytest.raises(Conflict, match="sudah ditandatangani"):
        bench.sign()


def test_the_database_refuses_to_change_what_is_signed(bench):
    bench.signed()
    with pytest.raises(DatabaseError), transaction.atomic():
        Determination.objects.unscoped("test").update(basis="lain")


def test_a_correction_is_a_new_decree_that_names_the_old_one(bench):
    first = bench.signed()
    old = bench.determination
    made = actions.correct(
        by=bench.actor("office"), determination=old, why="Nama satu pendamping tertukar dalam lampiran."
    )
    subject = results_of(made).first().subject_id
    bench.determination = made
    letters = {d.subject_id: paper(Paper.Kind.DECISION, d.id).document for d in current(old)}
    rows = [DecisionIntake(subject, "replace", WHY)]
    actions.propose(by=bench.actor("office"), determination=made, rows=rows)
    bench.approve()
    actions.make_minutes(by=bench.actor("office"), determination=made)
    for name in ("rater", "second"):
        actions.sign_minutes(by=bench.actor(name), determination=made)
    second = bench.sign()
    assert second.content["corrects"] == f"Keputusan nomor {first.number}"
    mentor = current(made).first().subject.mentor
    by = next(n for n, u in bench.office.users.items() if u.id == mentor.user_id)
    assert own_decision(bench.actor(by), subject).key == "replace"
    assert own_decision(bench.actor("mentor5"), subject) is None
    assert paper(Paper.Kind.DECREE, old.id).content == first.content
    new = paper(Paper.Kind.DECISION, current(made).first().id).document
    for about, letter in letters.items():
        letter.refresh_from_db()
        assert letter.succeeded_by == (new if about == subject else None)
    public = Client()
    said = public.get(f"/verifikasi/{letters[subject].code}/").content.decode()
    assert "sudah diganti" in said
    assert new.code in said
    assert (
        "Sebagian isinya sudah diperbaiki"
        in public.get(f"/verifikasi/{first.document.code}/").content.decode()
    )
    assert "sudah diganti" not in public.get(f"/verifikasi/{new.code}/").content.decode()


def test_a_city_proposes_and_approves_and_the_province_signs(city_bench):
    bench = city_bench
    bench.propose(who="cityoffice")
    bench.approve(who="cityhead")
    actions.make_minutes(by=bench.actor("cityoffice"), determination=bench.determination)
    for name in ("rater", "second"):
        actions.sign_minutes(by=bench.actor(name), determination=bench.determination)
    told = Notice.objects.filter(text__contains="menunggu penetapan Anda")
    assert list(told.values_list("user", flat=True)) == [bench.office.users["head"].id]
    with pytest.raises(Denied):
        bench.sign(who="cityhead")
    decree = bench.sign(who="head")
    assert decree.region == "32"
    assert decree.office == "32"
    assert paper(Paper.Kind.MINUTES, bench.determination.id).office == "32.76"


def test_a_head_of_the_same_office_is_not_told_to_determine(bench):
    bench.panel_signed()
    assert not Notice.objects.filter(text__contains="menunggu penetapan Anda").exists()


def test_a_decree_takes_effect_later_but_not_in_years(bench):
    bench.panel_signed()
    with pytest.raises(Refused):
        bench.sign(on=FROM.replace(year=2029))
