import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.revisions.actions import earlier_values
from dampingi.foundation.revisions.models import Revision
from dampingi.records.businesses.actions.edit import EDITABLE, PERSON_EDITABLE, write_business, write_person
from dampingi.records.businesses.actions.held import held, living
from dampingi.records.businesses.models import Business, Person

UNDOABLE = {"edit", "move", "change_owner", "undo"}
"""What is undone field by field; archiving, closing and merging have a way back of their own."""


@transaction.atomic
def undo_business_change(
    *, by: Actor, business: uuid.UUID, revision: uuid.UUID, fields: Iterable[str] | None = None
) -> Business:
    """Set what one change changed (or some of its fields) back to what it was: a new revision. Later ones go first."""
    found = _revision("business", business, revision, fields, EDITABLE)
    record = living(by, business, found[1])
    values = earlier_values(record=record, revision=found[0], fields=found[1])
    if "owner_id" in values and not Person.objects.unscoped("a former owner").filter(
        id=values["owner_id"], archived_at=None
    ):
        raise Refused(_("Pemilik semula tidak lagi tercatat. Pakai Ganti pemilik."))
    write_business(by=by, record=record, values=values, act="undo", undoes=found[0])
    return record


@transaction.atomic
def undo_person_change(
    *, by: Actor, person: uuid.UUID, revision: uuid.UUID, fields: Iterable[str] | None = None
) -> Person:
    allowed = PERSON_EDITABLE | {"nik_sealed", "nik_index"}
    found = _revision("person", person, revision, fields, allowed)
    record = held(Person, by, person)
    values = earlier_values(record=record, revision=found[0], fields=found[1])
    write_person(by=by, record=record, values=values, act="undo", undoes=found[0])
    return record


def _revision(
    kind: str, subject: uuid.UUID, id: uuid.UUID, fields: Iterable[str] | None, allowed: set[str]
) -> tuple[Revision, list[str]]:
    """The change and those of its fields that people set themselves; what is derived follows from them."""
    found = Revision.objects.filter(kind=kind, subject_id=subject, id=id).first()
    if found is None:
        raise Refused(_("Perubahan itu tidak ada."), status=404)
    wanted = [f for f in found.changes if f in allowed and (fields is None or f in set(fields))]
    if found.act not in UNDOABLE or not wanted:
        raise Refused(_("Perubahan ini tidak dapat dibatalkan dari sini."))
    return found, wanted
