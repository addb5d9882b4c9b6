"""A participant says that a month's figures are wrong; the office looks into it and settles it."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.mentoring.actions.growth import FIGURES, check_figures, correct_growth
from dampingi.records.mentoring.models import Growth, GrowthObjection
from dampingi.records.programmes.models import Caseload
from dampingi.records.programmes.rosters import today_in

LONGEST = 2000
WRONG = gettext_noop("%(name)s menyatakan angka bulanannya keliru.")
SETTLED = gettext_noop("Dinas menjawab sanggahan Anda tentang angka usaha.")


@transaction.atomic
def object_to_growth(
    *, by: Actor, growth: uuid.UUID, figures: dict[str, Any], comment: str, device: uuid.UUID | None = None
) -> GrowthObjection:
    """Say what is wrong with one's own month, with the right figures where one knows them. The figures stay as they are."""
    found = _own(by, growth)
    said = {f: v for f, v in figures.items() if getattr(found, f, v) != v}
    if set(said) - set(FIGURES):
        raise Refused(_("Hanya angka perkembangan yang dapat diubah di sini."))
    if not said and not comment.strip():
        raise Refused(_("Isi angka yang benar, atau tulis apa yang keliru."))
    if len(comment) > LONGEST:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": LONGEST})
    check_figures({f: getattr(found, f) for f in FIGURES} | said)
    made = GrowthObjection(
        growth=found, figures=said, comment=comment.strip(), by=by.user_id, by_name=by.name, device=device
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Sanggahan Anda untuk bulan ini sudah ada di dinas. Tunggu jawabannya.")) from error
    _record(by, "object_to_growth", made, [said, made.comment])
    _tell_office(found)
    return made


@transaction.atomic
def settle_objection(*, by: Actor, objection: uuid.UUID, take: bool, answer: str) -> GrowthObjection:
    """Take the participant's figures over (the old ones stay on record), or keep those reported, with an answer either way."""
    found = _to_settle(by, objection)
    if not answer.strip():
        raise Refused(_("Tulis jawaban kepada peserta: apa yang Anda periksa dan hasilnya."))
    if take and not found.figures:
        raise Refused(
            _("Peserta tidak menyebut angka yang benar. Tanyakan, betulkan bulannya, lalu jawab di sini.")
        )
    if take:
        correct_growth(by=by, growth=found.growth_id, values=found.figures)
    found.settled_at, found.settled_by, found.settled_by_name = timezone.now(), by.user_id, by.name
    found.outcome, found.answer = "taken" if take else "kept", answer.strip()[:LONGEST]
    found.save(update_fields=["settled_at", "settled_by", "settled_by_name", "outcome", "answer"])
    _record(by, "settle_growth_objection", found, [take, found.answer])
    notify(
        users=[found.by],
        text=SETTLED,
        url=reverse("participant", args=[found.growth.enrolment_id]) + "#perkembangan",
    )
    return found


def _own(by: Actor, id: uuid.UUID) -> Growth:
    rows = Growth.objects.for_actor(by, Permission.GIVE_VOICE).filter(id=id)
    found = rows.select_for_update(of=("self",)).select_related("programme", "enrolment__person").first()
    if found is None or by.user_id is None or found.enrolment.person.user_id != by.user_id:
        raise Refused(_("Catatan perkembangan itu tidak ada, atau bukan milik Anda."), status=404)
    return found


def _to_settle(by: Actor, id: uuid.UUID) -> GrowthObjection:
    rows = GrowthObjection.objects.select_for_update(of=("self",)).select_related("growth__enrolment__person")
    found = rows.filter(id=id).first()
    reached = Growth.objects.for_actor(by, Permission.MANAGE_INTAKE)
    if found is None or not reached.filter(id=found.growth_id).exists():
        raise Refused(_("Sanggahan itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.settled_at:
        raise Conflict(_("Sanggahan ini sudah diselesaikan."))
    if concerned(by, found):
        raise Denied(
            _(
                "Angka ini Anda sendiri yang melaporkan, atau pesertanya dampingan Anda. Minta petugas lain menyelesaikannya."
            )
        )
    return found


def concerned(by: Actor, found: GrowthObjection) -> bool:
    """Whoever reported the figures or accompanies the participant does not settle what is said against them."""
    held = Caseload.objects.filter(enrolment=found.growth.enrolment_id, mentor__user=by.user_id)
    return by.user_id is not None and (found.growth.reported_by == by.label or held.exists())


def _record(by: Actor, action: str, found: GrowthObjection, values: list[Any]) -> None:
    growth = found.growth
    record_event(
        by=by, action=action, subject=("growth", growth.id), region=growth.region, programme=growth.programme_id,
        values=[str(found.id), *values],
    )  # fmt: skip


def _tell_office(growth: Growth) -> None:
    """The office of the programme, and the mentor as well: but never the mentor alone."""
    region = growth.programme.region
    office = {u.id for u in users_with(Role.OFFICE, region=region, on=today_in(region))}
    words = {"name": growth.enrolment.person.name}
    notify(users=office, text=WRONG, values=words, url=reverse("growth_confirmations") + "?keadaan=keliru")
    held = Caseload.objects.filter(enrolment=growth.enrolment_id, ends_on=None)
    mentors = set(held.values_list("mentor__user", flat=True)) - office
    notify(
        users=mentors,
        text=WRONG,
        values=words,
        url=reverse("participant", args=[growth.enrolment_id]) + "#perkembangan",
    )
