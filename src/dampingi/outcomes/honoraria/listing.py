from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.lists import Column, ListOf

BUNDLES = ListOf(
    name="berkas-honorarium",
    noun=_("berkas"),
    columns=(
        Column("month", _("Bulan"), kind="month", sort=("month",), href=lambda b: reverse("honorarium_paper", args=[b.id])),
        Column("number", _("Nomor"), kind="number", sort=("number",)),
        Column("count", _("Honorarium"), kind="number", sort=("count",)),
        Column("gross", _("Kotor"), kind="money", sort=("gross",)),
        Column("tax", _("Pajak"), kind="money", sort=("tax",)),
        Column("due", _("Dibayarkan"), kind="money", sort=("due",)),
        Column("made_at", _("Dibuat"), kind="moment", sort=("made_at",), note=lambda b: b.by_name),
    ),
    order="-month",
    ties=("-number", "id"),
    search=("programme__name", "by_name"),
    search_label=_("Program atau pembuat"),
)  # fmt: skip
