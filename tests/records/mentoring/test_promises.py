import datetime

import pytest
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_visits import record, visit
from tests.records.town import TODAY

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rows import new_id
from dampingi.records.mentoring.actions import archive_visits, put_off
from dampingi.records.mentoring.intake import PutOffIntake
from dampingi.records.mentoring.models import Promise
from dampingi.records.mentoring.queries.attention import attention_by_id
from dampingi.records.mentoring.queries.promises import kept_by_month, outstanding, promises_to
from dampingi.records.programmes.actions import assign_caseloads, withdraw

JUNE = datetime.date(2026, 6, 10)


def day(n: int, month: int = 6) -> datetime.date:
    return datetime.date(2026, month, n)


def promised(town, on=JUNE, until=None, **more) -> Promise:
    made = record(town, visit(town, on=on, next_on=until or day(24), **more))[0]
    return Promise.objects.unscoped("test").get(visit=made)


def off(promise: Promise, until, *, on, by=SYSTEM, reason="weather", **more) -> Promise:
    return put_off(by=by, row=PutOffIntake(promise.id, until, reason, **more), today=on)


def fates(town, today=TODAY) -> list[str]:
    return [p.fate for p in reversed(promises_to(town.first.id, today=today))]


def test_a_visit_that_names_a_next_day_promises_it(town):
    made = promised(town)
    assert (made.since, made.day, made.mentor) == (day(11), day(24), town.mentor("ana"))
    record(town, visit(town, on=day(12)))
    assert Promise.objects.unscoped("test").count() == 1, "a visit without a next day promises nothing"


def test_sending_a_visit_twice_promises_once(town):
    row = visit(town, next_on=day(24), id=new_id())
    record(town, row)
    record(town, row)
    assert Promise.objects.unscoped("test").count() == 1


@pytest.mark.parametrize(
    ("came", "fate"), [(day(20), "kept"), (day(24), "kept"), (day(25), "missed"), (None, "missed")]
)
def test_a_promise_is_kept_by_a_visit_on_or_before_its_day_and_else_missed_by_itself(town, came, fate):
    promised(town)
    if came:
        record(town, visit(town, on=came))
    assert fates(town) == [fate]


def test_a_promise_is_open_until_its_day_has_passed(town):
    promised(town)
    assert fates(town, day(24)) == ["open"]
    assert fates(town, day(25)) == ["missed"]


def test_a_promise_put_off_in_time_is_put_off_and_the_new_day_is_a_promise_of_its_own(town):
    first = promised(town)
    off(first, day(30), on=day(23), note="Hujan")
    assert fates(town) == ["put_off", "missed"]
    record(town, visit(town, on=day(29)))
    assert fates(town) == ["put_off", "kept"]


def test_what_was_missed_stays_missed_when_it_is_put_off_afterwards(town):
    first = promised(town)
    off(first, day(5, 7), on=day(26))
    record(town, visit(town, on=day(4, 7)))
    assert fates(town) == ["missed", "kept"]
    first.refresh_from_db()
    assert first.day == day(24), "nothing is rewritten"


def test_a_visit_on_the_day_of_putting_off_keeps_the_new_promise(town):
    off(promised(town), day(30), on=day(23))
    record(town, visit(town, on=day(23)))
    assert fates(town) == ["put_off", "kept"]


def test_a_participant_who_left_was_not_let_down(town):
    promised(town, until=day(1, 7))
    withdraw(by=SYSTEM, enrolment=town.first.id, on=day(28), reason="Pindah")
    assert fates(town) == ["lapsed"]
    assert outstanding([town.first.id]) == {}


def test_visits_taken_back_take_their_promises_with_them(town):
    made = promised(town)
    archive_visits(by=SYSTEM, visits=[made.visit_id], reason="Salah lembar")
    assert fates(town) == []


def test_putting_off_writes_who_and_why_and_an_event(town):
    made = off(promised(town), day(30), on=day(23), by=town.actor("ana"), note="Jalan banjir")
    assert (made.reason, made.note, made.by_name) == ("weather", "Jalan banjir", "Ana")
    event = AuditEvent.objects.get(action="put_off_visit")
    assert (event.subject_id, event.detail["reason"]) == (str(made.id), "weather")


def test_a_promise_is_put_off_once(town):
    first = promised(town)
    off(first, day(30), on=day(20))
    with pytest.raises(Conflict, match="sudah ditunda"):
        off(first, day(29), on=day(20))


def test_the_same_form_twice_puts_off_once_and_another_body_is_told(town):
    first, id = promised(town), new_id()
    made = off(first, day(30), on=day(20), id=id)
    assert off(first, day(30), on=day(20), id=id) == made
    with pytest.raises(Conflict, match="isi lain"):
        off(first, day(29), on=day(20), id=id)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"until": day(24)}, "hari yang sama"),
        ({"until": day(19)}, "mulai hari ini"),
        ({"until": datetime.date(2028, 1, 1)}, "setahun"),
        ({"reason": "malas"}, "dari daftar"),
        ({"note": "x" * 301}, "300"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_cure(town, change, told):
    first = promised(town)
    values = {"until": day(30), "reason": "weather"} | change
    with pytest.raises(Refused, match=told):
        off(first, values.pop("until"), on=day(20), **values)


def test_nothing_is_put_off_after_a_visit(town):
    first = promised(town)
    record(town, visit(town, on=day(18)))
    with pytest.raises(Conflict, match="sudah dikunjungi"):
        off(first, day(30), on=day(20))


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("ana", True),
        ("camat", True),
        ("kota", True),
        ("budi", False),
        ("office", False),
        ("participant", False),
    ],
)
def test_only_those_who_record_visits_put_one_off(town, who, may):
    first = promised(town)
    if may:
        assert off(first, day(30), on=day(20), by=town.actor(who))
        return
    with pytest.raises(Refused):
        off(first, day(30), on=day(20), by=town.actor(who))


def test_the_outstanding_promise_is_the_last_that_still_binds(town):
    first = promised(town)
    assert outstanding([town.first.id])[town.first.id] == first
    second = off(first, day(30), on=day(20))
    assert outstanding([town.first.id])[town.first.id] == second
    record(town, visit(town, on=day(18, 7)))
    assert outstanding([town.first.id]) == {}


def test_a_mentor_s_day_tells_what_was_missed_and_what_was_put_off(town):
    first = promised(town)

    def reasons(today):
        return [r.text for r in attention_by_id([town.first], today=today)[town.first.id].reasons]

    assert "Janji 24 Juni 2026 terlewat" in " ".join(reasons(day(26))).replace("Jun ", "Juni ")
    off(first, day(28), on=day(23))
    assert "Janji kunjungan hari ini, sudah pernah ditunda" in reasons(day(28))
    assert not any("Janji" in r for r in reasons(day(26)))


def test_counted_for_whom_the_participant_belonged_to_on_the_day(town):
    promised(town, until=day(20))
    promised(town, on=day(25), until=day(3, 7))
    assign_caseloads(by=SYSTEM, pairs=[(town.mentor("camat"), town.first)], on=day(1, 7))
    assert kept_by_month(town.mentor("ana"), today=TODAY) == {day(1): {"missed": 1}}
    assert kept_by_month(town.mentor("camat"), today=TODAY) == {day(1, 7): {"missed": 1}}
