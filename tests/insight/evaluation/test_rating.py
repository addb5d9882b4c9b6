"""Rating sheets: alone, declared, within the described levels, never of oneself."""

import pytest

from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.intake import RatingIntake
from dampingi.insight.evaluation.models import RaterAssignment, Rating, Subject
from dampingi.insight.evaluation.queries import own_ratings, rating_progress, subjects

from .conftest import sheet


@pytest.fixture
def evaluation(office):
    return office.assigned()


@pytest.fixture
def subject(evaluation):
    return Subject.objects.filter(evaluation=evaluation).order_by("region", "name").first()


def rate(office, evaluation, subject, level=3, who="rater"):
    row = RatingIntake(subject.id, "advice", level)
    return actions.rate(by=office.actor(who), evaluation=evaluation, rows=[row])


def declared(office, evaluation, who="rater", **conflicts):
    actions.declare_interests(
        by=office.actor(who), evaluation=evaluation, conflicts=conflicts.get("conflicts")
    )


def test_no_rating_before_the_declaration(office, evaluation, subject):
    with pytest.raises(Refused, match="benturan kepentingan"):
        rate(office, evaluation, subject)
    declared(office, evaluation)
    assert rate(office, evaluation, subject)[0].level == 3


def test_a_conflict_of_interest_keeps_the_rater_out(office, evaluation, subject):
    declared(office, evaluation, conflicts={subject.id: "Saudara kandung"})
    with pytest.raises(Denied, match="benturan"):
        rate(office, evaluation, subject)
    assert subject not in subjects(office.actor("rater"), evaluation)


def test_a_conflict_told_after_rating_goes_to_the_office(office, evaluation, subject):
    declared(office, evaluation)
    rate(office, evaluation, subject)
    with pytest.raises(Conflict, match="penyelenggara"):
        declared(office, evaluation, conflicts={subject.id: "Saudara"})


def test_a_second_rating_replaces_ones_own_and_keeps_the_first(office, evaluation, subject):
    declared(office, evaluation)
    rate(office, evaluation, subject, 2)
    rate(office, evaluation, subject, 4)
    found = Rating.objects.order_by("version")
    assert [(r.version, r.level, r.replaced_at is None) for r in found] == [(1, 2, False), (2, 4, True)]


def test_nobody_sees_anothers_ratings(office, evaluation, subject):
    for who in ("rater", "second"):
        declared(office, evaluation, who)
    rate(office, evaluation, subject, 2)
    assert own_ratings(office.actor("second"), evaluation) == {}
    assert own_ratings(office.actor("rater"), evaluation)[subject.id]["advice"].level == 2


def test_nobody_rates_themselves(office, evaluation, subject):
    user = subject.mentor.user
    Assignment.objects.create(user=user, role="panel", region="32", starts_on="2026-01-01")
    actions.assign_raters(by=office.by, evaluation=evaluation, raters=[user])
    assert not RaterAssignment.objects.filter(rater=user, subject=subject).exists()
    assert RaterAssignment.objects.filter(rater=user).count() == 5


@pytest.mark.parametrize("row", [("advice", 0), ("advice", 6), ("passed", 3), ("nothing", 3)])
def test_only_described_levels_of_panel_criteria(office, evaluation, subject, row):
    declared(office, evaluation)
    with pytest.raises(Refused, match="tingkat"):
        actions.rate(by=office.actor("rater"), evaluation=evaluation, rows=[RatingIntake(subject.id, *row)])


def test_a_batch_is_all_or_nothing(office, evaluation):
    declared(office, evaluation)
    rows = sheet(evaluation, 4)
    rows[-1] = RatingIntake(rows[-1].subject_id, rows[-1].criterion, 9)
    with pytest.raises(Refused, match=f"Baris {len(rows)}"):
        actions.rate(by=office.actor("rater"), evaluation=evaluation, rows=rows)
    assert not Rating.objects.exists()


def test_one_criterion_twice_in_a_sheet_is_refused(office, evaluation, subject):
    declared(office, evaluation)
    row = RatingIntake(subject.id, "advice", 3)
    with pytest.raises(Refused, match="dua kali"):
        actions.rate(by=office.actor("rater"), evaluation=evaluation, rows=[row, row])


@pytest.mark.parametrize("who", ["stranger", "office", "mentor0"])
def test_who_was_not_appointed_does_not_rate(office, evaluation, subject, who):
    with pytest.raises(Denied):
        rate(office, evaluation, subject, who=who)


def test_after_the_closing_nothing_changes(office, evaluation, subject):
    declared(office, evaluation)
    rate(office, evaluation, subject)
    actions.close_ratings(by=office.by, evaluation=evaluation)
    with pytest.raises(Conflict, match="ditutup"):
        rate(office, evaluation, subject, 5)
    with pytest.raises(Conflict, match="ditutup"):
        actions.assign_raters(by=office.by, evaluation=evaluation, raters=[])


def test_someone_outside_the_panel_cannot_be_appointed(office, evaluation):
    with pytest.raises(Refused, match="bukan anggota tim penilai"):
        actions.assign_raters(by=office.by, evaluation=evaluation, raters=[office.users["partner"]])


def test_progress_counts_mentors_and_tells_no_level(office, evaluation, subject):
    declared(office, evaluation, conflicts={subject.id: "Saudara"})
    other = Subject.objects.filter(evaluation=evaluation).exclude(id=subject.id).first()
    rate(office, evaluation, other)
    rows = rating_progress(evaluation)
    assert rows[0] == {"rater": "Rater", "asked": 5, "rated": 1, "conflicts": 1, "declared": True}
    assert rows[1] == {"rater": "Second", "asked": 6, "rated": 0, "conflicts": 0, "declared": False}


def test_appointed_raters_are_told(office, evaluation):
    assert Notice.objects.filter(user=office.users["rater"]).count() == 1
