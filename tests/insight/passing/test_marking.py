"""Participants held to the locked standard: as the records say, kept as it was, computed again."""

import datetime
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.insight.passing import queries
from dampingi.insight.passing.actions import lock_standard, mark_participants
from dampingi.insight.passing.models import Marked, Marking, Standard
from dampingi.insight.passing.standards import proposed
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Growth, Outcome, Submission, Task
from dampingi.records.programmes.models import Enrolment


def marked(city, **more):
    told = {"by": city.actor("penyelenggara"), "programme": city.programme, "as_of": city.today} | more
    return mark_participants(**told)


def lock(city, persona="kepala", **change):
    return lock_standard(
        by=city.actor(persona),
        programme=city.programme,
        body=proposed() | change,
        reason="Rapat",
        id=new_id(),
    )


def by_hand(e, today, tasks):
    """Outcome and exact score again from the tables, the plainest way; percent of target times weight over what is known."""
    aspects = {
        o.aspect: o.achieved for o in Outcome.objects.unscoped("test").filter(enrolment=e, on__lte=today)
    }
    came = list(Attendance.objects.unscoped("test").filter(enrolment=e).values_list("present", flat=True))
    due = {t.id for t in tasks if t.due_on >= e.enrolled_on and e.region.startswith(t.region)}
    done = set(
        Submission.objects.unscoped("test")
        .filter(enrolment=e, state="accepted")
        .values_list("task", flat=True)
    )
    months = Growth.objects.unscoped("test").filter(enrolment=e, month__lte=today).order_by("month")
    base, last = months.filter(baseline=True).first(), months.filter(baseline=False).last()
    points = weight = Fraction(0)
    for aspect in ("basic", "marketing", "sentra"):
        if aspect in aspects:
            points, weight = points + 20 * aspects[aspect], weight + 20
    if came:
        points += 15 * min(Fraction(1), Fraction(sum(came), len(came)) / Fraction(80, 100))
        weight += 15
    if due:
        points, weight = points + 15 * Fraction(len(due & done), len(due)), weight + 15
    if base and last and base.turnover:
        gain = Fraction((last.turnover - base.turnover) * 10_000 // base.turnover, 10_000)
        points, weight = points + 10 * min(1, max(0, gain / Fraction(1, 10))), weight + 10
    score = 100 * points / weight if weight else None
    if e.exited_on or any(aspects.get(a) is False for a in ("basic", "marketing", "sentra")):
        return "not_passed", score
    if len(aspects) < 3 or weight < 60:
        return "undecided", score
    return ("passed" if score >= 70 else "not_passed"), score


def test_everybody_is_marked_as_by_hand(city):
    found = marked(city)
    tasks = list(Task.objects.filter(programme=city.programme, due_on__lte=city.today))
    people = list(Enrolment.objects.unscoped("test").filter(programme=city.programme))
    rows = {m.enrolment_id: m for m in Marked.objects.unscoped("test").filter(marking=found)}
    assert len(rows) == len(people)
    told = {"passed": 0, "not_passed": 0, "undecided": 0}
    for e in people:
        outcome, score = by_hand(e, city.today, tasks)
        told[outcome] += 1
        assert (rows[e.id].outcome, rows[e.id].score) == (
            outcome,
            None if score is None else int(score * 100),
        )
    assert found.body["whole"]["outcomes"] == told
    assert told["passed"] > 0 < told["not_passed"]
    assert sum(part["people"] for part in found.body["parts"].values()) == len(people)


def test_the_head_locks_and_the_office_marks_and_neither_does_the_others_part(city):
    with pytest.raises(Denied):
        lock(city, "penyelenggara", pass_mark=60)
    with pytest.raises(Denied):
        marked(city, by=city.actor("kepala"))


def test_a_new_standard_counts_for_the_next_marking_only(city):
    first = marked(city)
    lock(city, pass_mark=100)
    second = marked(city)
    before, after = (m.body["whole"]["outcomes"]["passed"] for m in (first, second))
    assert after < before
    assert first.standard_id != second.standard_id
    assert queries.holds(first)
    assert queries.holds(second)


def test_without_a_locked_standard_nobody_is_marked(city, monkeypatch):
    before = Marking.objects.unscoped("test").count()
    monkeypatch.setattr(queries, "standard_of", lambda programme: None)
    with pytest.raises(Refused, match="kepala dinas menguncinya"):
        marked(city)
    assert Marking.objects.unscoped("test").count() == before


def test_who_left_has_not_passed_and_who_leaves_later_has_not_left_yet(city):
    passed = Marked.objects.unscoped("test").filter(marking=marked(city), outcome="passed").first()
    day = city.today - datetime.timedelta(days=1)
    Enrolment.objects.unscoped("test").filter(id=passed.enrolment_id).update(exited_on=city.today, exit_reason="Pindah")  # fmt: skip
    rows = Marked.objects.unscoped("test")
    now = rows.get(marking=marked(city), enrolment=passed.enrolment_id)
    assert (now.outcome, now.reasons) == ("not_passed", "|barred:left|")
    assert not rows.get(marking=marked(city, as_of=day), enrolment=passed.enrolment_id).left


def test_an_aspect_nobody_reported_is_not_taken_for_failed(city):
    row = Marked.objects.unscoped("test").filter(marking=marked(city), outcome="passed").first()
    Outcome.objects.unscoped("test").filter(enrolment=row.enrolment_id, aspect="sentra").delete()
    now = Marked.objects.unscoped("test").get(marking=marked(city), enrolment=row.enrolment_id)
    assert now.outcome == "undecided"
    assert "|unknown:sentra|" in now.reasons
    assert now.values["sentra"] is None


def test_the_database_refuses_to_change_or_remove_what_is_locked_or_marked(city):
    found = marked(city)
    rows = ((Standard, {"body": {}}), (Marking, {"body": {}}), (Marked, {"outcome": "passed"}))
    for model, change in rows:
        for act in (
            lambda m=model, c=change: m.objects.unscoped("test").update(**c),
            lambda m=model: m.objects.unscoped("test")._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
                act()
    assert queries.holds(Marking.objects.unscoped("test").get(id=found.id))


def test_counts_a_standard_or_a_mark_that_do_not_follow_are_noticed(city):
    found = marked(city)
    assert queries.holds(found)
    found.standard.body["pass_mark"] += 1
    assert not queries.holds(found)
    found.standard.body["pass_mark"] -= 1
    found.body["whole"]["outcomes"]["passed"] += 1
    assert not queries.holds(found)


def test_records_corrected_later_change_nothing_marked(city):
    first = marked(city)
    achieved = (
        Outcome.objects.unscoped("test").filter(aspect="basic", achieved=True, on__lte=city.today).first()
    )
    Outcome.objects.unscoped("test").filter(id=achieved.id).update(achieved=False)
    second = marked(city)
    yes = [m.body["whole"]["criteria"]["basic"]["yes"] for m in (first, second)]
    assert yes[0] - yes[1] == 1
    assert queries.holds(first)


@pytest.mark.parametrize(
    "change", [{"criteria": []}, {"pass_mark": 101}, {"bands": [{"code": "good", "lower": 5}]}]
)
def test_a_standard_nobody_can_be_held_to_is_refused(city, change):
    with pytest.raises(Refused, match="tidak dapat dipakai"):
        lock(city, **change)


def test_the_same_standard_is_not_locked_again_and_a_day_to_come_is_refused(city):
    with pytest.raises(Conflict):
        lock(city)
    with pytest.raises(Refused, match="belum tiba"):
        marked(city, as_of=city.today + datetime.timedelta(days=400))
    with pytest.raises(Refused, match="baru mulai"):
        marked(city, as_of=datetime.date(2001, 1, 1))


def test_sent_twice_it_is_marked_once(city):
    id = new_id()
    assert marked(city, id=id) == marked(city, id=id)
    assert Marking.objects.unscoped("test").filter(id=id).count() == 1
