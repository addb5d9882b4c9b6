import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.insight.monitoring.models import SavedView
from dampingi.records.programmes.models import Programme

LONGEST_NAME, LONGEST_QUERY, MOST = 80, 600, 100


@transaction.atomic
def save_view(
    *, by: Actor, programme: Programme, region: str, route: str, query: str, name: str, shared: bool
) -> SavedView:
    """Keep an address that was checked for this person; `query` without the question mark."""
    by.require(Permission.VIEW_DASHBOARD, region=region, programme=programme.id)
    name = " ".join(name.replace("\0", "").split())
    if by.user_id is None or not name:
        raise Refused(_("Beri nama tampilan ini, misalnya “Rapat Senin”."))
    if len(name) > LONGEST_NAME:
        raise Refused(_("Nama paling panjang %(most)d huruf; pendekkan.") % {"most": LONGEST_NAME})
    if len(query) > LONGEST_QUERY:
        raise Refused(_("Alamat tampilan itu terlalu panjang. Buka kembali dari dasbor, lalu simpan."))
    own = SavedView.objects.unscoped("the actor's own").filter(owner=by.user_id)
    if own.count() >= MOST:
        raise Refused(
            _("Anda sudah punya %(most)d tampilan. Hapus yang tidak dipakai lagi.") % {"most": MOST}
        )
    try:
        with transaction.atomic():
            made = SavedView.objects.create(
                programme=programme, region=region, owner=by.user_id, owner_name=by.name[:150], name=name, route=route, query=query,
                shared=shared,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(
            _("Anda sudah punya tampilan bernama %(name)s. Pakai nama lain.") % {"name": name}
        ) from None
    record_event(
        by=by, action="save_view", subject=("saved_view", made.id), region=region, programme=programme.id,
        detail={"route": route, "shared": shared}, values=[name, query],
    )  # fmt: skip
    return made


@transaction.atomic
def drop_view(*, by: Actor, id: uuid.UUID) -> None:
    """Only whoever saved it; dropped twice is dropped."""
    found = SavedView.objects.unscoped("the actor's own").filter(id=id, owner=by.user_id).first()
    if found is None:
        raise Refused(_("Tampilan itu tidak ada, atau bukan simpanan Anda."), status=404)
    record_event(
        by=by, action="drop_view", subject=("saved_view", found.id), region=found.region, programme=found.programme_id,
        detail={"shared": found.shared}, values=[found.name],
    )  # fmt: skip
    SavedView.objects.unscoped("the actor's own").filter(id=found.id).delete()
