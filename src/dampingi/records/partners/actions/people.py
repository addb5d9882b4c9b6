import uuid
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.partners.intake import ContactIntake
from dampingi.records.partners.models import Contact, Partner, PartnerMember
from dampingi.records.partners.queries import managed, partner_of, today_in

MOST = 30
"""People noted at one partner; more is a mistake."""


@transaction.atomic
def note_contact(*, by: Actor, partner: uuid.UUID, told: ContactIntake) -> Contact:
    """Whom to call at a partner."""
    found = _locked(by, partner)
    values = {k: v.replace("\0", "").strip() for k, v in asdict(told).items()}
    if not values["name"] or not (values["phone"] or values["email"]):
        raise Refused(_("Isi nama, dan telepon atau surel supaya dapat dihubungi."))
    current = found.contacts.filter(left_at=None)
    if current.filter(name__iexact=values["name"], phone=values["phone"], email=values["email"]).exists():
        raise Conflict(_("Orang itu sudah tercatat pada mitra ini."))
    if current.count() >= MOST:
        raise Refused(
            _("Paling banyak %(most)d kontak. Keluarkan yang sudah tidak dihubungi.") % {"most": MOST}
        )
    made = Contact.objects.create(partner=found, **values)
    record_event(
        by=by, action="note_partner_contact", subject=("partner", found.id), region=found.region,
        values=list(values.values()),
    )  # fmt: skip
    return made


@transaction.atomic
def remove_contact(*, by: Actor, partner: uuid.UUID, contact: uuid.UUID) -> None:
    """No longer whom to call; what was noted stays."""
    found = _locked(by, partner)
    if not found.contacts.filter(id=contact, left_at=None).update(left_at=timezone.now()):
        raise Refused(_("Kontak itu tidak ada lagi pada mitra ini."), status=404)
    record_event(by=by, action="remove_partner_contact", subject=("partner", found.id), region=found.region)


@transaction.atomic
def let_in(*, by: Actor, partner: uuid.UUID, login: str, name: str) -> PartnerMember:
    """Give somebody an account that speaks for this partner; who already speaks for another partner keeps theirs."""
    found = _locked(by, partner)
    login, name = login.replace("\0", "").strip().lower(), name.replace("\0", "").strip()
    if not login or not name or max(len(login), len(name)) > 150:
        raise Refused(_("Isi nama, dan surel atau nomor telepon untuk masuk."))
    if found.ended_on:
        raise Refused(_("Kemitraan ini sudah berakhir. Lanjutkan kemitraannya lebih dahulu."))
    user = User.objects.filter(login=login).first()
    if user is None:
        user = add_user(by=by, login=login, name=name, region=found.region)
    elif set(user.assignments.values_list("role", flat=True)) != {Role.PARTNER.value}:
        raise Conflict(_("Akun itu dipakai untuk peran lain. Pakai surel atau nomor lain untuk mitra ini."))
    elif not user.has_usable_password() and _speaks_elsewhere(by, user):
        raise Conflict(_("Akun itu milik mitra kantor lain dan belum dibuka pemiliknya. Minta ia membuka undangannya lebih dahulu."))  # fmt: skip
    return _member(by, found, user)


def _speaks_elsewhere(by: Actor, user: User) -> bool:
    """For a partner out of the actor's reach: whoever sends the first invitation could become that partner."""
    held = PartnerMember.objects.filter(user=user, until=None).values_list("partner", flat=True)
    return len(set(held) - set(managed(by).filter(id__in=held).values_list("id", flat=True))) > 0


def _member(by: Actor, partner: Partner, user: User) -> PartnerMember:
    if partner.members.filter(user=user, until=None).exists():
        raise Conflict(_("Orang itu sudah mewakili mitra ini."))
    today = today_in(partner.region)
    if not Assignment.objects.on(today).filter(user=user, role=Role.PARTNER, region=partner.region).exists():
        assign(by=by, user=user, role=Role.PARTNER, region=partner.region, starts_on=today)
    made = PartnerMember.objects.create(partner=partner, user=user, since=today, given_by=by.user_id)
    record_event(
        by=by, action="let_in_partner_member", subject=("partner", partner.id), region=partner.region,
        detail={"user": str(user.id)},
    )  # fmt: skip
    return made


@transaction.atomic
def show_out(*, by: Actor, partner: uuid.UUID, member: uuid.UUID) -> None:
    """From now on nothing addressed to the partner reaches this person."""
    found = _locked(by, partner)
    held = found.members.filter(id=member, until=None).first()
    if held is None:
        raise Refused(_("Orang itu tidak lagi mewakili mitra ini."), status=404)
    held.until = max(today_in(found.region), held.since)
    held.save(update_fields=["until"])
    record_event(
        by=by, action="show_out_partner_member", subject=("partner", found.id), region=found.region,
        detail={"user": str(held.user_id)},
    )  # fmt: skip


def _locked(by: Actor, id: uuid.UUID) -> Partner:
    return partner_of(managed(by).select_for_update(of=("self",)), id)
