"""Every answer from before becomes the first version of itself, with the mark it had."""

import datetime
import uuid
from itertools import islice

from django.db import migrations

from dampingi.foundation.canonical import digest

CHUNK = 1_000


def keep_as_versions(apps, schema_editor):
    submissions = apps.get_model("mentoring", "Submission")._base_manager.select_related("task", "enrolment__person")
    names = dict(apps.get_model("accounts", "User")._base_manager.values_list("id", "name"))
    version, mark = apps.get_model("tasks", "Version"), apps.get_model("tasks", "Mark")
    rows = submissions.filter(versions=None).order_by("id").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        made = [_version(version, each, names) for each in chunk]
        version._base_manager.bulk_create(made)
        mark._base_manager.bulk_create(
            mark(submission=each, version=of, accepted=True, score=each.score, feedback=each.feedback, at=of.at)
            for each, of in zip(chunk, made, strict=True)
            if each.state == "accepted"
        )


def _version(version, each, names):
    by = _user(each.by)
    noon = datetime.datetime.combine(each.on, datetime.time(5), tzinfo=datetime.UTC)
    return version(
        submission=each, number=1, text=each.text, on=each.on, at=noon, due_on=each.task.due_on, by=by, by_name=names.get(by, ""),
        own=by is not None and by == each.enrolment.person.user_id,
        hash=digest([each.enrolment_id, each.task_id, each.on, each.text, []]),
    )  # fmt: skip


def _user(label):
    try:
        return uuid.UUID(label)
    except ValueError:
        return None


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0001_initial"),
        ("accounts", "0001_initial"),
        ("businesses", "0001_initial"),
    ]

    operations = [migrations.RunPython(keep_as_versions, migrations.RunPython.noop, elidable=True)]
