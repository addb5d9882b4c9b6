"""What a programme teaches, where it was taught, who still lacks what, and what may be read of it."""

import uuid
from collections import defaultdict
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import inside
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.businesses.queries import closed
from dampingi.records.learning.models import (
    Attendance,
    Completion,
    Curriculum,
    Invitation,
    Material,
    Module,
    Training,
)
from dampingi.records.learning.queries.trainings import trainings
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import programmes

KECAMATAN = 8
"""Length of the code of a kecamatan."""


def curricula(actor: Actor) -> QuerySet:
    """Of the programmes the actor has a part in."""
    rows = Curriculum.objects.filter(programme__in=[p.id for p in programmes(actor)])
    return rows.select_related("programme").order_by("-programme__starts_on", "title")


def curriculum(actor: Actor, id: uuid.UUID) -> Curriculum:
    found = curricula(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Kurikulum itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def modules(actor: Actor) -> QuerySet:
    rows = Module.objects.filter(curriculum__in=curricula(actor).order_by().values("id"))
    return rows.select_related("curriculum__programme").order_by("curriculum__title", "order")


def module(actor: Actor, id: uuid.UUID) -> Module:
    found = modules(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Modul itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def sessions(
    actor: Actor, curriculum: Curriculum, *, today: Any
) -> dict[tuple[uuid.UUID, str], tuple[int, int]]:
    """(module, kecamatan) -> (held, planned) of the trainings in reach; a wider training stands under ''."""
    rows = trainings(actor).filter(module__curriculum=curriculum, cancelled_at=None)
    found: dict[tuple[uuid.UUID, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for _id, module, region, on in set(rows.values_list("id", "module", "region", "on")):
        place = region[:KECAMATAN] if len(region) >= KECAMATAN else ""
        held, planned = found[module, place]
        found[module, place] = (held + (on < today), planned + (on >= today))
    return dict(found)


def fields_of(subject: str) -> list[dict[str, Any]]:
    """The fields of constraints that a training of the subject answers."""
    return [each for each in load("constraint_fields") if each["subject"] == subject]


def needs(actor: Actor, region: str) -> dict[tuple[str, str], int]:
    """(field, kecamatan) -> businesses with an open constraint of the field, as the constraint map counts them."""
    if not actor.holds(Permission.MAP_CONSTRAINTS):
        return {}
    codes: dict[str, list[str]] = defaultdict(list)
    for entry in load("constraints"):
        codes[entry["field"]].append(entry["code"])
    field = Case(
        *[When(code__in=of, then=Value(name)) for name, of in codes.items()],
        default=Value(""),
        output_field=CharField(),
    )
    there = Business.objects.for_actor(actor, Permission.MAP_CONSTRAINTS).filter(
        inside(region), archived_at=None
    )
    rows = Constraint.objects.for_actor(actor, Permission.MAP_CONSTRAINTS).filter(
        resolved_on=None, business__in=there.exclude(id__in=closed().values("business")).values("id")
    )
    counts = rows.annotate(field=field, place=Substr("business__region", 1, KECAMATAN)).values(
        "field", "place"
    )
    counted = counts.annotate(n=Count("business", distinct=True)).order_by()
    return {(c["field"], c["place"]): c["n"] for c in counted}


def learners(
    actor: Actor, curriculum: Curriculum, permission: Permission = Permission.VIEW_PARTICIPANTS
) -> QuerySet:
    """The programme's participants with `done`: how many of the modules they attended."""
    rows = Enrolment.objects.for_actor(actor, permission).filter(
        programme=curriculum.programme_id, exited_on=None
    )
    of_it = Q(attendances__present=True, attendances__training__module__curriculum=curriculum)
    done = Count("attendances__training__module", filter=of_it, distinct=True)
    return rows.annotate(done=done).select_related("person", "business")


def attended_modules(enrolments: Any) -> dict[uuid.UUID, set[uuid.UUID]]:
    """enrolment -> modules attended. The caller has checked their reach."""
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    rows = Attendance.objects.unscoped("of participants in reach").filter(
        enrolment__in=enrolments, present=True, training__module__isnull=False
    )
    for enrolment, module in rows.values_list("enrolment", "training__module"):
        found[enrolment].add(module)
    return found


def lacking(rows: QuerySet, module: str) -> QuerySet:
    there = Attendance.objects.unscoped("whether they attended").filter(
        enrolment=OuterRef("pk"), present=True, training__module=module
    )
    return rows.exclude(Exists(there))


def readable(actor: Actor) -> QuerySet:
    """Modules whose materials are open to the actor: whoever keeps the programme, and those invited to a training of it."""
    kept = [
        p.id
        for p in programmes(actor)
        if actor.may(Permission.VIEW_PARTICIPANTS, region=p.region, programme=p.id)
    ]
    mine = Enrolment.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS)
    pairs = set(mine.values_list("programme", "region").order_by())
    codes = {".".join(region.split(".")[:n]) for _p, region in pairs for n in range(1, 5)}
    asked = Invitation.objects.unscoped("whether it is for chosen ones").filter(training=OuterRef("pk"))
    announced = Training.objects.unscoped("announced to every participant of its region").filter(
        ~Exists(asked), places=None, region__in=codes, programme__in={p for p, _r in pairs}, cancelled_at=None
    )
    invited = Q(id__in=trainings(actor).values("module")) | Q(id__in=announced.values("module"))
    return modules(actor).filter(Q(curriculum__programme__in=kept) | invited)


def material(actor: Actor, id: uuid.UUID) -> Material:
    found = Material.objects.filter(id=id, module__in=readable(actor).order_by().values("id")).first()
    if found is None:
        raise Refused(_("Bahan itu tidak ada, atau hanya untuk yang diundang ke pelatihannya."), status=404)
    return found


def completions(actor: Actor) -> QuerySet:
    return Completion.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS)


def completion(actor: Actor, id: uuid.UUID) -> Completion:
    found = (
        completions(actor).filter(id=id).select_related("enrolment__person", "curriculum__programme").first()
    )
    if found is None:
        raise Refused(_("Sertifikat itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def own_enrolment(actor: Actor) -> Enrolment:
    own = Enrolment.objects.for_actor(actor, Permission.GIVE_VOICE).select_related("programme")
    found = own.order_by("-enrolled_on").first()
    if found is None:
        raise Refused(_("Anda belum terdaftar sebagai peserta."), status=404)
    return found


def course_of(actor: Actor, enrolment: Enrolment) -> list[dict[str, Any]]:
    """The participant's curricula: each module with whether it was attended and what may be read of it."""
    done = attended_modules([enrolment.id])[enrolment.id]
    rows = Module.objects.filter(curriculum__programme=enrolment.programme_id).select_related("curriculum")
    open_to = set(readable(actor).values_list("id", flat=True)) if rows else set()
    passed = {c.curriculum_id: c for c in completions(actor).filter(enrolment=enrolment)}
    found: dict[uuid.UUID, dict[str, Any]] = {}
    for each in rows.prefetch_related("materials").order_by("curriculum__title", "order"):
        part = found.setdefault(
            each.curriculum_id,
            {
                "curriculum": each.curriculum,
                "modules": [],
                "done": 0,
                "passed": passed.get(each.curriculum_id),
            },
        )
        materials = list(each.materials.all()) if each.id in open_to else []
        part["modules"].append({"module": each, "done": each.id in done, "materials": materials})
        part["done"] += each.id in done
    return list(found.values())
