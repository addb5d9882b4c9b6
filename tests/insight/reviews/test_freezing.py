"""Freezing: what is stored is what the records say, nobody changes it, and it can be computed again."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.insight.indicators.models import Version
from dampingi.insight.reviews import queries
from dampingi.insight.reviews.actions import freeze_rates, publish_exit_rule
from dampingi.insight.reviews.models import Counted, ExitRule, Freeze
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Growth, Outcome, Reverification, Submission, Task
from dampingi.records.programmes.models import Enrolment, Programme, Target
from tests.insight.monitoring.offices import defines


def frozen(city, **more):
    told = {"by": city.actor("penyelenggara"), "programme": city.programme, "as_of": city.today} | more
    return freeze_rates(**told)


def test_the_rates_are_those_counted_by_hand(city):
    """Again from the tables, the plainest way."""
    body = frozen(city).body["whole"]
    people = list(Enrolment.objects.unscoped("test").filter(programme=city.programme))
    outcomes = Outcome.objects.unscoped("test").filter(on__lte=city.today, achieved=True)
    passed = attended = done = grew = 0
    tasks = list(Task.objects.filter(programme=city.programme, due_on__lte=city.today))
    for e in people:
        passed += outcomes.filter(enrolment=e).count() == 3
        came = list(Attendance.objects.unscoped("test").filter(enrolment=e).values_list("present", flat=True))
        attended += bool(came) and sum(came) / len(came) > 0.7999
        owed = {t.id for t in tasks if t.due_on >= e.enrolled_on and e.region.startswith(t.region)}
        accepted = Submission.objects.unscoped("test").filter(enrolment=e, state="accepted")
        done += bool(owed) and owed <= set(accepted.values_list("task", flat=True))
        months = Growth.objects.unscoped("test").filter(enrolment=e, month__lte=city.today).order_by("month")
        base, last = months.filter(baseline=True).first(), months.filter(baseline=False).last()
        grew += bool(base and last and base.turnover) and last.turnover * 10 >= base.turnover * 11
    rates = {code: told["all"][:2] for code, told in body["rates"].items()}
    assert rates["passed"] == [passed, len(people)]
    assert rates["attendance"] == [attended, len(people)]
    assert rates["tasks"] == [done, len(people)]
    assert rates["growth"] == [grew, len(people)]
    assert 0 < passed < len(people)
    assert body["reverified"]["checked"] == Reverification.objects.unscoped("test").count()


def test_with_and_without_those_a_rule_leaves_out_are_both_stored(city):
    by = city.actor("penyelenggara")
    leaver = Enrolment.objects.unscoped("test").filter(exited_on=None).order_by("id").first()
    Enrolment.objects.unscoped("test").filter(id=leaver.id).update(
        exited_on=leaver.enrolled_on + datetime.timedelta(days=9), exit_reason="Pindah"
    )
    publish_exit_rule(
        by=by, programme=city.programme, days=10, replaced=False, reason="Belum pernah didampingi"
    )
    found = frozen(city)
    told = found.body["whole"]["rates"]["passed"]
    row = Counted.objects.unscoped("test").get(freeze=found, enrolment=leaver.id)
    assert row.excluded
    assert told["all"][1] - told["kept"][1] == found.body["whole"]["excluded"] >= 1
    later = publish_exit_rule(
        by=by, programme=city.programme, days=0, replaced=False, reason="Semua dihitung"
    )
    assert Freeze.objects.unscoped("test").get(id=found.id).rule_id != later.id
    assert queries.holds(found)


def test_somebody_who_leaves_after_the_day_has_not_left_yet(city):
    day = datetime.date(2026, 6, 30)
    someone = Enrolment.objects.unscoped("test").filter(exited_on=None, enrolled_on__lt=day).first()
    Enrolment.objects.unscoped("test").filter(id=someone.id).update(
        exited_on=datetime.date(2026, 7, 1), exit_reason="Pindah"
    )
    row = Counted.objects.unscoped("test").get(freeze=frozen(city, as_of=day), enrolment=someone.id)
    assert row.exited_on is None


def test_the_database_refuses_to_change_or_remove_what_is_frozen(city):
    found = frozen(city)
    rows = (
        (Freeze, {"body": {}}), (Counted, {"excluded": True}), (ExitRule, {"days": 1}),
    )  # fmt: skip
    for model, change in rows:
        for act in (
            lambda m=model, c=change: m.objects.unscoped("test").update(**c),
            lambda m=model: m.objects.unscoped("test")._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
                act()
    assert queries.holds(Freeze.objects.unscoped("test").get(id=found.id))


def test_records_corrected_later_change_nothing_frozen_but_the_next_number(city):
    first = frozen(city)
    achieved = (
        Outcome.objects.unscoped("test").filter(aspect="basic", achieved=True, on__lte=city.today).first()
    )
    Outcome.objects.unscoped("test").filter(id=achieved.id).update(achieved=False)
    second = frozen(city)
    basic = [f.body["whole"]["rates"]["basic"]["all"][0] for f in (first, second)]
    assert basic[0] - basic[1] == 1
    assert second.number == first.number + 1
    assert queries.holds(first)
    assert queries.holds(second)


def test_a_figure_that_does_not_follow_from_its_people_is_noticed(city):
    """What a page shows where somebody went round the database's guard."""
    found = frozen(city)
    found.body["whole"]["rates"]["passed"]["all"][0] += 1
    assert not queries.holds(found)


def test_sent_twice_it_is_frozen_once(city):
    id = new_id()
    assert frozen(city, id=id) == frozen(city, id=id)
    assert Freeze.objects.unscoped("test").filter(id=id).count() == 1


@pytest.mark.parametrize(
    ("day", "says"), [(datetime.date(2026, 12, 31), "belum tiba"), (datetime.date(2025, 6, 1), "baru mulai")]
)
def test_a_day_that_makes_no_sense_is_refused_with_the_cure(city, day, says):
    with pytest.raises(Refused, match=says):
        frozen(city, as_of=day)


@pytest.mark.parametrize("persona", ["kepala", "inspektorat", "provinsi", "pendamping-kota", "pendamping"])
def test_only_who_manages_the_evaluation_freezes(city, persona):
    with pytest.raises(Denied):
        frozen(city, by=city.actor(persona))


def test_the_same_rule_again_is_no_new_rule(city):
    by = city.actor("penyelenggara")
    rule = queries.rule_of(city.programme)
    with pytest.raises(Conflict):
        publish_exit_rule(
            by=by, programme=city.programme, days=rule.days, replaced=rule.replaced, reason="Lagi"
        )
    with pytest.raises(Refused, match="alasan"):
        publish_exit_rule(by=by, programme=city.programme, days=3, replaced=False, reason="  ")


def test_a_programme_of_a_province_is_told_by_its_cities(city):
    """The rates and the targets by city: the level below the programme's own region."""
    Programme.objects.filter(id=city.programme.id).update(region="32")
    city.programme.refresh_from_db()
    try:
        found = frozen(city, by=Actor.for_system("test"))
    finally:
        city.programme.region = "32.76"
    assert list(found.body["parts"]) == ["32.76"]
    assert found.body["parts"]["32.76"]["rates"] == found.body["whole"]["rates"]
    assert {row["part"] for row in found.body["targets"]} <= {"32.76"}


def test_a_target_is_frozen_with_the_definition_that_counts_there(city):
    """Of an office's own indicator too."""
    shipped = Version.objects.get(region="", code="participation").body
    target = Target.objects.filter(programme=city.programme).first()
    wanted = {"programme": city.programme, "region": target.region, "period": target.period, "value": "0.5"}
    Target.objects.filter(programme=city.programme, indicator="participation").delete()
    made = [
        defines("32.76", shipped | {"limits": "Lain."}),
        defines("32.76", shipped | {"code": "milik_kota"}),
    ]
    for version in made:
        Target.objects.create(**wanted, indicator=version.code)
    told = {row["indicator"]: row["definition"] for row in frozen(city).body["targets"]}
    assert {v.code: v.hash for v in made}.items() <= told.items()
