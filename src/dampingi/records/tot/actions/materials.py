import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.records.learning.handouts import fields_of, files_of, require_room
from dampingi.records.learning.papers import delete_files
from dampingi.records.tot.actions.courses import open_course, record
from dampingi.records.tot.models import CourseMaterial


def add_material(
    *, by: Actor, course: uuid.UUID, title: str, raw: bytes = b"", link: str = ""
) -> CourseMaterial:
    """A PDF, an image or an address; readable by whoever is invited to the course."""
    return _kept(by, course, fields_of(title, raw, link))


@transaction.atomic
def drop_material(*, by: Actor, material: uuid.UUID) -> uuid.UUID:
    """Returns the course it was of."""
    row = CourseMaterial.objects.filter(id=material).first()
    if row is None:
        raise Refused(_("Bahan itu tidak ada lagi."), status=404)
    course = open_course(by, row.course_id)
    found = CourseMaterial.objects.filter(id=material).first()
    if found is None:
        raise Refused(_("Bahan itu tidak ada lagi."), status=404)
    files = files_of(found)
    found.delete()
    record(by, "drop_material", course, values=[str(material)])
    transaction.on_commit(lambda: delete_files(files))
    return course.id


@transaction.atomic
def _kept(by: Actor, course: uuid.UUID, fields: dict[str, Any]) -> CourseMaterial:
    found = open_course(by, course)
    require_room(found.materials.count())
    made = CourseMaterial(id=new_id(), course=found, by_name=by.name, **fields)
    made.save(force_insert=True)
    record(by, "add_material", found, values=[str(made.id), made.title])
    return made
