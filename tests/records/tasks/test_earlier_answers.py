"""The migration: every answer of before becomes its own first version, with the mark it had."""

import importlib

from django.apps import apps

from dampingi.records.mentoring.models import Submission
from dampingi.records.tasks.actions import mark_task
from dampingi.records.tasks.intake import MarkIntake
from dampingi.records.tasks.models import Mark, Version
from tests.records.tasks.conftest import hand_in

states = importlib.import_module("dampingi.records.mentoring.migrations.0007_task_states")
earlier = importlib.import_module("dampingi.records.tasks.migrations.0002_earlier_answers")


def test_what_was_there_before_reads_as_if_it_had_come_this_way(town, task):
    scored = hand_in(town, task, by=town.actor("ana"), score=80, feedback="Bagus")
    own = hand_in(town, task, by=town.actor("ana"), enrolment=1, text="Terlampir")
    known = {v.submission_id: (v.text, v.on, v.by, v.own, v.hash) for v in Version.objects.all()}
    Mark.objects.all().delete()
    Version.objects.all().delete()
    Submission.objects.unscoped("test").update(state="handed_in")
    states.accept_what_was_marked(apps, None)
    earlier.keep_as_versions(apps, None)
    assert {v.submission_id: (v.text, v.on, v.by, v.own, v.hash) for v in Version.objects.all()} == known
    mark = Mark.objects.get()
    assert (mark.submission_id, mark.score, mark.feedback, mark.accepted) == (scored.id, 80, "Bagus", True)
    mark_task(by=town.actor("ana"), said=MarkIntake(own.id, 1, True, score=70))
    earlier.keep_as_versions(apps, None)
    assert Version.objects.count() == 2
