"""Trying a model, letting it speak, and what is told while none does."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dampingi.engines.participation import FEATURES, SETTLED, standing
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.insight.participation.actions import switch, try_model
from dampingi.insight.participation.definition import definition, rules
from dampingi.insight.participation.gathering import rhythms
from dampingi.insight.participation.models import RiskModel, Switch
from dampingi.insight.participation.queries import current
from dampingi.insight.participation.warning import (
    FACT,
    HIGH,
    LOW,
    MODEL,
    SILENT,
    THUMB,
    WATCH,
    Warned,
    by_thumb,
    warnings,
)
from dampingi.insight.participation.working import attention_by_id
from dampingi.records.businesses.models import Person
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.models import Enrolment
from tests.city import TODAY

FEW = replace(rules(), least_events_train=1, least_events_test=1, resamples=20, bins=2)


def tried(city, **more) -> RiskModel:
    more = {"by": city.actor("penyelenggara"), "region": city.programme.region, "today": TODAY} | more
    return try_model(**more)


def everyone(city) -> list[Enrolment]:
    rows = Enrolment.objects.unscoped("test").filter(programme=city.programme)
    return list(rows.select_related("person", "business").order_by("id"))


def trusted(city) -> RiskModel:
    """One that is taken to have stood its test: a city this small would never let it."""
    made = tried(city, by_rules=FEW)
    made.body["faults"] = []
    RiskModel.objects.unscoped("test").filter(id=made.id).update(body=made.body)
    return made


def test_so_few_are_not_enough_and_it_says_so(city):
    made = tried(city)
    assert not made.usable
    assert {"too_few_train", "too_few_test"} & set(made.body["faults"])
    assert made.body["model"] is None
    with pytest.raises(Refused, match="tidak lolos"):
        switch(by=city.actor("penyelenggara"), model=made.id, on=True, reason="Coba")


def test_without_a_model_the_rule_of_thumb_speaks(city):
    found = warnings(everyone(city), today=TODAY).values()
    assert {w.by for w in found} <= {FACT, THUMB}
    assert any(w.by == THUMB for w in found)
    assert all(w.chance is None for w in found)


def test_a_trial_is_kept_whole_and_the_same_rows_give_the_same(city):
    one, other = tried(city, by_rules=FEW), tried(city, by_rules=FEW)
    assert one.sha256 == digest(one.body) == other.sha256
    assert (one.data_hash, one.number + 1) == (other.data_hash, other.number)
    assert one.body["definition"] == definition()
    assert one.body["model"]["fit"]["names"] == list(FEATURES)
    assert one.first_day < one.last_day < TODAY
    assert AuditEvent.objects.filter(action="try_risk_model", subject_id=str(one.id)).exists()


def test_the_same_job_twice_stores_one(city):
    id = new_id()
    assert tried(city, id=id) == tried(city, id=id)


def test_once_switched_on_it_speaks_and_once_off_it_is_silent(city):
    office, made = city.actor("penyelenggara"), trusted(city)
    switch(by=office, model=made.id, on=True, reason="Lolos uji")
    assert current(city.programme.region) == made
    found = warnings(everyone(city), today=TODAY)
    told = [w for w in found.values() if w.by == MODEL]
    assert told
    assert all(0 < w.chance < 1 for w in told)
    bands = definition()["bands"]
    for w in told:
        assert w.band == (HIGH if w.chance >= bands["high"] else WATCH if w.chance >= bands["watch"] else LOW)
    switch(by=office, model=made.id, on=False, reason="Data berubah")
    assert current(city.programme.region) is None
    assert MODEL not in {w.by for w in warnings(everyone(city), today=TODAY).values()}
    assert Switch.objects.filter(model=made).count() == 2


def test_switching_twice_or_without_a_reason_is_refused(city):
    office, made = city.actor("penyelenggara"), trusted(city)
    with pytest.raises(Refused, match="alasannya"):
        switch(by=office, model=made.id, on=True, reason=" ")
    with pytest.raises(Conflict, match="memang tidak"):
        switch(by=office, model=made.id, on=False, reason="Coba")
    switch(by=office, model=made.id, on=True, reason="Coba")
    with pytest.raises(Conflict, match="sudah dipakai"):
        switch(by=office, model=made.id, on=True, reason="Coba")


@pytest.mark.parametrize("who", ["pendamping", "kepala", "inspektorat", "peserta", "provinsi"])
def test_only_the_office_tries_and_switches(city, who):
    with pytest.raises(Denied):
        tried(city, by=city.actor(who))
    made = trusted(city)
    with pytest.raises(Refused):
        switch(by=city.actor(who), model=made.id, on=True, reason="Coba")


def test_sex_is_no_feature(city):
    before = tried(city, by_rules=FEW)
    for person in Person.objects.unscoped("test").filter(enrolments__programme=city.programme):
        Person.objects.unscoped("test").filter(id=person.id).update(sex="L" if person.sex == "P" else "P")
    after = tried(city, by_rules=FEW)
    assert after.body["model"] == before.body["model"]
    assert after.body["groups"] != before.body["groups"]


def test_rhythms_tell_what_is_on_record(city):
    of = rhythms(everyone(city))
    for e in everyone(city)[:15]:
        came = Attendance.objects.unscoped("test").filter(enrolment=e, training__on__lte=TODAY)
        last = list(came.order_by("-training__on").values_list("present", flat=True)[:3])
        now = standing(of[e.id], TODAY.toordinal())
        assert (now.trainings_missed, now.trainings) == (last.count(False), len(last))
        visits = Visit.objects.unscoped("test").filter(enrolment=e, archived_at=None)
        assert len(of[e.id].visits) == visits.count()


def test_as_many_queries_for_all_as_for_one(city):
    people = everyone(city)

    def count(rows) -> int:
        with CaptureQueriesContext(connection) as asked:
            warnings(rows, today=TODAY)
        return len(asked)

    assert count(people) == count(people[:1])
    assert count(people * (500 // len(people))) == count(people[:1])


def test_the_rule_of_thumb_counts_what_is_missed(city):
    person = everyone(city)[0]
    now = replace(
        standing(rhythms([person])[person.id], TODAY.toordinal()), trainings_missed=0, tasks_missed=0,
        days_since_contact=3, promises_missed=0, weeks_in=SETTLED,
    )  # fmt: skip

    def band(**missed) -> str:
        return by_thumb(Warned(person.id, LOW, THUMB, replace(now, **missed))).band

    assert band() == LOW
    assert band(tasks_missed=1) == LOW
    assert band(trainings_missed=2, trainings=3) == WATCH
    assert band(trainings_missed=2, trainings=3, tasks_missed=1, tasks=3) == HIGH
    assert band(days_since_contact=50, promises_missed=2, promises=3) == HIGH


def test_who_fades_is_a_reason_in_the_mentor_s_day(city):
    people = [e for e in everyone(city) if e.exited_on is None]
    warned, seen = warnings(people, today=TODAY), attention_by_id(people, today=TODAY)
    fading = [e for e in people if warned[e.id].fading]
    assert fading
    codes = {SILENT: "fell_silent", HIGH: "fading", WATCH: "fading_some"}
    for e in people:
        told = {r.code for r in seen[e.id].reasons} & set(codes.values())
        assert told == ({codes[warned[e.id].band]} if warned[e.id].fading else set())
