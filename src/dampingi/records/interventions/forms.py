import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.models import Region
from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.foundation.ui.formats import month
from dampingi.records.interventions.intake import InterventionIntake
from dampingi.records.interventions.models import MOST_RUPIAH, Intervention
from dampingi.records.partners.models import Partner


class InterventionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Jenis"), choices=Intervention.Kind.choices)
    title = forms.CharField(label=_("Nama"), max_length=120, help_text=_("Misalnya Pameran UMKM Maret."))
    region = forms.ChoiceField(label=_("Wilayah"))
    starts_on = day_field(_("Hari pertama"))
    ends_on = day_field(_("Hari terakhir"))
    partner = forms.ChoiceField(label=_("Bersama mitra"), required=False)
    note = forms.CharField(
        label=_("Keterangan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, regions: Sequence[Region], partners: Sequence[Partner], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        places = [(r.code, "\u2003" * max(0, r.code.count(".") - 1) + r.name) for r in regions]
        self.fields["region"].choices = places  # type: ignore[attr-defined]
        told = [("", _("Tanpa mitra")), *((str(p.id), p.name) for p in partners)]
        self.fields["partner"].choices = told  # type: ignore[attr-defined]

    def told(self) -> InterventionIntake:
        said = dict(self.cleaned_data)
        said.pop("id")
        said["partner"] = uuid.UUID(said["partner"]) if said["partner"] else None
        return InterventionIntake(**said)


class TurnoverForm(forms.Form):
    month = forms.TypedChoiceField(label=_("Bulan"), coerce=datetime.date.fromisoformat)
    amount = RupiahField(
        label=_("Omzet sebulan"), min_value=0, max_value=MOST_RUPIAH,
        help_text=_("Semua penjualan bulan itu, bukan hanya selama acaranya. Isi 0 bila tidak berjualan."),
    )  # fmt: skip

    def __init__(self, *args: Any, months: Sequence[datetime.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [(m.isoformat(), month(m)) for m in months]  # type: ignore[attr-defined]
