"""The page of a person: their businesses, programmes, contact by permission, and the history of what is on record."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.states import State
from dampingi.records.businesses import histories
from dampingi.records.businesses.contacts import masked_phone, reachable, spoken_phone, whatsapp_address
from dampingi.records.businesses.models import Business, Person
from dampingi.records.businesses.queries import closed
from dampingi.records.businesses.words import PERSON_FIELDS
from dampingi.records.programmes.models import Enrolment


def person_page(actor: Actor, person: Person) -> dict[str, Any]:
    open_contact = person.id in reachable(actor, [person.id])
    businesses = _businesses(actor, person)
    places = names(code for b in businesses for code in (b.region, ancestor(b.region, 3)))
    places |= names([person.region, ancestor(person.region, 3), ancestor(person.region, 2)])
    may_edit = actor.may(Permission.EDIT_BUSINESSES, region=person.region)
    told = histories.of_record(
        person, kind="person", labels=PERSON_FIELDS, field="", open_contact=open_contact, may_undo=set()
    )
    return {
        "person": person,
        "place": place_in_words(person.region, places),
        "businesses": [_business(b, places) for b in businesses if b.owner_id == person.id],
        "former": [_business(b, places) for b in businesses if b.owner_id != person.id],
        "programmes": _programmes(actor, person),
        "facts": _facts(person, open_contact),
        "whatsapp": whatsapp_address(person.phone) if open_contact else "",
        "changes": told["changes"][:3],
        "more_changes": max(0, len(told["changes"]) - 3),
        "may_edit": may_edit,
        "may_merge": not person.archived_at and actor.may(Permission.MERGE_RECORDS, region=person.region),
        "may_register": bool(actor.regions(Permission.EDIT_BUSINESSES)),
        "may_reveal": bool(person.nik_sealed)
        and actor.may(Permission.REVEAL_IDENTIFIERS, region=person.region),
    }


def place_in_words(code: str, places: dict[str, str]) -> str:
    chain = [ancestor(code, depth) for depth in range(code.count(".") + 1, 1, -1)]
    return ", ".join(dict.fromkeys(places[c] for c in chain if c in places))


def _businesses(actor: Actor, person: Person) -> list[Business]:
    """Those in the reader's reach that are or once were this person's."""
    given_away = Revision.objects.filter(
        kind="business", act="change_owner", changes__owner_id__0=str(person.id)
    )
    once = list(given_away.values_list("subject_id", flat=True))
    reached = Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES)
    theirs = reached.filter(Q(owner=person) | Q(id__in=once)).annotate(
        closed=Exists(closed().filter(business=OuterRef("pk")))
    )
    return list(theirs.order_by("-created_at", "key", "id"))


def _business(business: Business, places: dict[str, str]) -> dict[str, Any]:
    state, words = State.GOOD, _("Berjalan")
    if business.archived_at:
        state, words = State.NONE, _("Diarsipkan")
    elif business.closed:
        state, words = State.LATE, _("Tutup")
    return {
        "name": business.name or _("Usaha tanpa nama"),
        "href": reverse("business", args=[business.id]),
        "note": business.product,
        "place": place_in_words(business.region, places),
        "sales": formats.money(business.annual_sales),
        "state": state,
        "words": words,
    }


def _programmes(actor: Actor, person: Person) -> list[dict[str, Any]]:
    found = Enrolment.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(person=person)
    rows = found.select_related("programme", "business").order_by("-enrolled_on")
    return [
        {
            "enrolment": each,
            "href": reverse("participant", args=[each.id]),
            "state": State.NONE if each.exited_on else State.GOOD,
            "words": _("Berhenti") if each.exited_on else _("Peserta"),
        }
        for each in rows
    ]


def _facts(person: Person, open_contact: bool) -> list[tuple[str, Any]]:
    hidden = _("tersembunyi untuk peran Anda")
    phone = spoken_phone(person.phone) if open_contact else masked_phone(person.phone)
    return [
        (_("Telepon"), phone or None),
        (_("Alamat rumah"), (person.address if open_contact else hidden) if person.address else None),
        (_("Jenis kelamin"), person.get_sex_display() or None),
        (_("Tanggal lahir"), (formats.day(person.born_on) if open_contact else hidden) if person.born_on else None),
        (_("NIK"), _("tercatat, tersegel") if person.nik_sealed else _("belum tercatat")),
        (_("Asal data"), histories.door(person.origin)),
        (_("Dicatat"), formats.day(person.created_at)),
    ]  # fmt: skip
