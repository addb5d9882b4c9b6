"""Paper score sheets: two people read them apart, a third settles, and nothing is rated twice."""

import pytest
from django.test import Client

from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.definitions import panel_criteria
from dampingi.insight.evaluation.models import RaterAssignment, Rating, SheetReading
from dampingi.insight.evaluation.sheets import standing
from tests.insight.evaluation.conftest import TODAY, sheet


@pytest.fixture
def colleagues(office):
    for name in ("clerk", "third"):
        office.users[name] = User.objects.create(login=f"{name}@contoh.id", name=name.title())
        Assignment.objects.create(user=office.users[name], role=Role.OFFICE, region="32", starts_on=TODAY)


@pytest.fixture
def paper(office, colleagues) -> RaterAssignment:
    evaluation = office.assigned()
    return RaterAssignment.objects.filter(
        subject__evaluation=evaluation, rater=office.users["rater"]
    ).order_by("subject__name")[0]


def levels(paper, level: int = 3, **other: int) -> dict[str, int]:
    return {c["key"]: level for c in panel_criteria(paper.subject.evaluation.instrument.body)} | other


def read(office, paper, who: str, **told):
    return actions.read_sheet(by=office.actor(who), assignment=paper, levels=levels(paper, **told))


def test_two_readings_that_agree_become_the_raters_ratings(office, paper):
    read(office, paper, "office")
    assert not Rating.objects.exists()
    read(office, paper, "clerk")
    assert {r.level for r in Rating.objects.filter(assignment=paper)} == {3}
    paper.refresh_from_db()
    assert paper.declared_at is not None
    assert standing(paper).key == "done"


def test_one_person_does_not_read_twice_and_nobody_reads_a_third_time(office, paper):
    read(office, paper, "office")
    with pytest.raises(Conflict, match="Orang lain"):
        read(office, paper, "office")
    read(office, paper, "clerk", problems=4)
    with pytest.raises(Conflict, match="dua orang"):
        read(office, paper, "third")


def test_where_they_differ_a_third_settles_with_what_the_paper_says(office, paper):
    read(office, paper, "office")
    read(office, paper, "clerk", problems=4)
    assert standing(paper).differs == ("problems",)
    told = {"assignment": paper, "levels": {"problems": 4}}
    with pytest.raises(Denied, match="orang ketiga"):
        actions.settle_sheet(by=office.actor("clerk"), **told, why="Tertulis empat, agak kabur.")
    with pytest.raises(Refused, match="terbaca"):
        actions.settle_sheet(by=office.actor("third"), **told, why=" ")
    actions.settle_sheet(by=office.actor("third"), **told, why="Tertulis empat, agak kabur.")
    given = dict(Rating.objects.filter(assignment=paper).values_list("criterion", "level"))
    assert given == levels(paper, problems=4)
    with pytest.raises(Conflict, match="sudah tercatat"):
        read(office, paper, "third")


def test_what_is_no_level_or_not_whole_is_refused(office, paper):
    whole = levels(paper)
    for bad in (
        {**whole, "problems": 9},
        {k: v for k, v in whole.items() if k != "problems"},
        {**whole, "visits": 3},
    ):
        with pytest.raises(Refused, match="tiap kriteria"):
            actions.read_sheet(by=office.by, assignment=paper, levels=bad)


def test_what_the_rater_gave_themselves_or_a_closed_rating_is_not_overwritten(office, paper):
    evaluation = paper.subject.evaluation
    actions.declare_interests(by=office.actor("rater"), evaluation=evaluation)
    actions.rate(by=office.actor("rater"), evaluation=evaluation, rows=sheet(evaluation, 4))
    with pytest.raises(Conflict, match="sudah tercatat"):
        read(office, paper, "office")
    other = RaterAssignment.objects.filter(subject__evaluation=evaluation, rater=office.users["second"])[0]
    actions.close_ratings(by=office.by, evaluation=evaluation)
    with pytest.raises(Conflict, match="ditutup"):
        read(office, other, "office")


@pytest.mark.parametrize("who", ["head", "inspector", "rater", "second", "mentor0", "partner"])
def test_only_the_office_enters_paper(office, paper, who):
    with pytest.raises(Denied):
        read(office, paper, who)


def test_the_second_person_does_not_see_the_first_entry(office, paper):
    evaluation = paper.subject.evaluation
    read(office, paper, "office", problems=5)
    address = f"/evaluasi/{evaluation.id}/kertas/{paper.id}/"
    pages = {}
    for who in ("office", "clerk", "third"):
        pages[who] = Client()
        pages[who].force_login(office.users[who])
    seen = pages["clerk"].get(address).content.decode()
    assert "checked" not in seen
    assert "<table" not in seen
    assert "Isian Anda tersimpan" in pages["office"].get(address).content.decode()
    assert pages["clerk"].post(address, levels(paper)).status_code == 302
    third = pages["third"].get(address).content.decode()
    assert "Office" in third
    assert "Clerk" in third
    assert pages["third"].post(address, {"problems": "5", "why": "Jelas tertulis lima."}).status_code == 302
    assert SheetReading.objects.filter(settles=True).count() == 1
    listed = pages["office"].get(f"/evaluasi/{evaluation.id}/kertas/").content.decode()
    assert "Nilai tercatat" in listed
    blank = pages["office"].get(f"/evaluasi/{evaluation.id}/kertas/kosong/{paper.rater_id}/")
    assert paper.subject.name in blank.content.decode()
    assert pages["office"].get(f"/evaluasi/{evaluation.id}/kertas/kosong/{evaluation.id}/").status_code == 404
