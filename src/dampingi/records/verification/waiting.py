"""What waits on the office's first page."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.states import State
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.businesses.models import Standing
from dampingi.records.verification.queries import of_state, register


def differences(desk: Desk) -> Work | None:
    """What verifiers found otherwise than recorded: the office decides."""
    if not desk.actor.holds(Permission.EDIT_BUSINESSES):
        return None
    count = of_state(register(desk.actor), Standing.DIFFERS).count()
    return Work(
        count,
        _("usaha ternyata berbeda dari catatan"),
        _("Ambil alih temuan verifikator, atau kirim orang lagi"),
        f"{reverse('verification_queue')}?keadaan=differs",
        "shield",
    )


def unverified(desk: Desk) -> Work | None:
    if not desk.actor.holds(Permission.VERIFY_BUSINESSES):
        return None
    theirs = Q(enrolments__programme=desk.programme, enrolments__exited_on=None)
    count = register(desk.actor).filter(theirs, standing="").distinct().count()
    return Work(
        count,
        _("usaha peserta belum diverifikasi"),
        _("Lewat kunjungan, telepon, atau dokumen"),
        f"{reverse('verification_queue')}?keadaan=unverified",
        "store",
        State.NONE,
    )
