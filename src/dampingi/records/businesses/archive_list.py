"""The list of what was archived: who looks for a business that left the register finds it here, with the way back."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.records.businesses.addresses import business_address
from dampingi.records.businesses.models import Business


def archive_list(actor: Actor) -> ListOf:
    return ListOf(
        name="usaha-diarsipkan",
        noun=_("usaha diarsipkan"),
        columns=COLUMNS,
        order="-archived",
        ties=("key", "created_at", "id"),
        filters=(
            Filter(
                "wilayah",
                _("Wilayah"),
                lambda: places_below(actor, Permission.EDIT_BUSINESSES),
                lambda found, code: found.filter(inside(code)),
            ),
        ),
        search=("name", "owner__name", "phone", "nib"),
        search_label=_("Nama usaha, pemilik, telepon, NIB"),
        enrich=_enrich,
    )


COLUMNS = (
    Column(
        "name",
        _("Usaha"),
        lambda b: b.name or b.owner.name,
        sort=("key",),
        href=lambda b: business_address(b.id),
        note=lambda b: b.owner.name if b.name else "",
    ),
    Column("region", _("Kelurahan"), "region_name", sort=("region",)),
    Column("archived", _("Diarsipkan"), "archived_at", kind="moment", sort=("archived_at",)),
    Column("reason", _("Alasan"), "archived_because"),
    Column(
        "restore",
        _("Kembalikan"),
        lambda b: str(_("Pulihkan")),
        href=lambda b: reverse("restore_business", args=[b.id]),
    ),
)


def _enrich(rows: list[Business]) -> None:
    called = names(b.region for b in rows)
    why: dict = {}
    ids = [b.id for b in rows]
    for start in range(0, len(ids), 500):
        told = Revision.objects.filter(
            kind="business", act="archive", subject_id__in=ids[start : start + 500]
        )
        why |= dict(told.order_by("version").values_list("subject_id", "reason"))
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.archived_because = why.get(row.id, "")
