import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused


@transaction.atomic
def add_user(*, by: Actor, login: str, name: str, password: str | None = None, region: str = "") -> User:
    by.require(Permission.MANAGE_MENTORS, region=region)
    login = login.strip().lower()
    if User.objects.filter(login=login).exists():
        raise Conflict(_("Sudah ada pengguna dengan nama masuk itu. Pakai e-mail atau nomor telepon lain."))
    user = User(login=login, name=name)
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    record_event(by=by, action="add_user", subject=("user", user.id), region=region)
    return user


@transaction.atomic
def open_account(*, user: User, password: str) -> User:
    """Whoever was invited sets their first password. The caller has checked the invitation."""
    found = User.objects.select_for_update().get(pk=user.pk)
    if found.has_usable_password():
        raise Conflict(_("Akun ini sudah mempunyai kata sandi. Silakan masuk."))
    found.set_password(password)
    found.save(update_fields=["password"])
    record_event(by=Actor.for_system("an invitation"), action="open_account", subject=("user", found.id))
    return found


@transaction.atomic
def assign(
    *,
    by: Actor,
    user: User,
    role: Role,
    region: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    programme: uuid.UUID | None = None,
) -> Assignment:
    by.require(Permission.MANAGE_MENTORS, region=region, programme=programme)
    if ends_on and ends_on < starts_on:
        raise Refused(_("Tanggal berakhir lebih awal daripada tanggal mulai. Perbaiki salah satunya."))
    given = Assignment.objects.create(
        user=user,
        role=role,
        region=region,
        programme=programme,
        starts_on=starts_on,
        ends_on=ends_on,
        given_by=by.user_id,
    )
    record_event(
        by=by,
        action="assign",
        subject=("user", user.id),
        region=region,
        programme=programme,
        detail={"role": role},
    )
    return given
