import secrets
import uuid
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.capture.field.models import Device
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused

MOST = 10
"""Phones one person uses at a time; more is a script."""


def token_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def register_device(*, by: Actor, name: str) -> tuple[Device, str]:
    """The device and its token, told this once; only the token's hash is kept."""
    scopes = by.scopes(Permission.CAPTURE_IN_FIELD)
    if by.user_id is None or not scopes:
        raise Denied(_("Aplikasi lapangan hanya untuk pendamping. Hubungi penyelenggara bila keliru."))
    name = " ".join(name.replace("\0", "").split())[:80]
    if not name:
        raise Refused(_("Isi nama perangkat, misalnya HP Samsung Ana."))
    if Device.objects.unscoped("one's own").filter(user=by.user_id, revoked_at=None).count() >= MOST:
        raise Conflict(_("Sudah ada 10 perangkat. Cabut dahulu yang tidak dipakai lagi."))
    token = secrets.token_urlsafe(32)
    device = Device.objects.create(
        user_id=by.user_id, region=scopes[0].region, name=name, token_hash=token_hash(token)
    )
    record_event(by=by, action="register_device", subject=("device", device.id), region=device.region)
    return device, token


@transaction.atomic
def revoke_device(*, by: Actor, device: uuid.UUID, reason: str) -> Device:
    """From now on it may only send into quarantine. Its owner may do that, and the office of the region."""
    found = Device.objects.unscoped("reach is checked next").select_for_update().filter(id=device).first()
    own = found is not None and by.user_id is not None and found.user_id == by.user_id
    if found is None or not (own or by.may(Permission.DECIDE_CAPTURES, region=found.region)):
        raise Refused(_("Perangkat itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.revoked_at:
        raise Conflict(_("Perangkat ini sudah dicabut."))
    if not reason.strip():
        raise Refused(_("Tulis alasan mencabut perangkat ini."))
    found.revoked_at, found.revoked_by, found.revoke_reason = timezone.now(), by.label, reason.strip()[:300]
    found.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
    record_event(
        by=by,
        action="revoke_device",
        subject=("device", found.id),
        region=found.region,
        reason=reason.strip(),
    )
    return found
