from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.capture.imports.models import Import
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State

STATES = {
    "draft": (State.WATCH, _("Diperiksa, belum disimpan")),
    "running": (State.WATCH, _("Sedang disimpan")),
    "committed": (State.GOOD, _("Tersimpan")),
    "undone": (State.NONE, _("Dibatalkan")),
}
IMPORTS = ListOf(
    name="impor",
    noun=_("impor"),
    columns=(
        Column("name", _("Berkas"), sort=("name",), href=lambda i: reverse("import", args=[i.id])),
        Column("kind", _("Isi"), "get_kind_display", sort=("kind",)),
        Column("region", _("Wilayah"), lambda i: name_of(i.region)),
        Column("accepted", _("Diterima"), lambda i: i.summary["rows"]["accepted"], "number"),
        Column("problem", _("Berkendala"), lambda i: i.summary["rows"]["problem"], "number"),
        Column("created_at", _("Waktu"), kind="moment", sort=("created_at",)),
        Column("state", _("Keadaan"), lambda i: STATES[i.state], "state"),
    ),
    order="-created_at",
    ties=("id",),
    filters=(Filter("isi", _("Isi"), lambda: Import.Kind.choices, field="kind"),),
    search=("name",),
    search_label=_("Nama berkas"),
)
