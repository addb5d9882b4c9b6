"""Whom a person may put beside a record by hand: those with the same number or name first, else what was typed."""

from typing import Any

from django.db.models import Q

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.businesses.models import Business, Person
from dampingi.records.businesses.naming import person_key
from dampingi.records.duplicates.comparing import lines_of
from dampingi.records.duplicates.preview import holdings, preview
from dampingi.records.search.queries import found

MOST = 20


def businesses_like(actor: Actor, business: Business, text: str) -> list[Business]:
    reached = Business.objects.for_actor(actor, Permission.REVIEW_REPEATS).filter(archived_at=None)
    others = reached.exclude(pk=business.pk).select_related("owner")
    if text:
        best = list(found(actor, text).matches)[: MOST + 1]
        fitting = {b.pk: b for b in others.filter(pk__in=best)}
        return [fitting[id] for id in best if id in fitting][:MOST]
    like = Q(owner=business.owner_id) | Q(owner__key=business.owner.key)
    for number in {business.phone, business.owner.phone} - {""}:
        like |= Q(phone=number) | Q(owner__phone=number)
    if business.nib:
        like |= Q(nib=business.nib)
    return list(others.filter(like).order_by("key", "id")[:MOST])


def persons_like(actor: Actor, person: Person, text: str) -> list[Person]:
    reached = (
        Person.objects.for_actor(actor, Permission.MERGE_RECORDS)
        .filter(archived_at=None)
        .exclude(pk=person.pk)
    )
    like = Q(key__contains=person_key(text)) if text else Q(key=person.key)
    if not text and person.phone:
        like |= Q(phone=person.phone)
    if not text and person.nik_index:
        like |= Q(nik_index=person.nik_index)
    return list(reached.filter(like).order_by("key", "id")[:MOST])


def person_page(actor: Actor, person: Person, other: Person | None) -> dict[str, Any]:
    """Two records of a person beside each other; `person` is the one that is kept."""
    if other is None:
        return {"person": person, "other": None}
    return {
        "person": person,
        "other": other,
        "lines": lines_of(actor, person, other, person, {}),
        "preview": preview(person, other),
        "holdings": (holdings(person), holdings(other)),
    }
