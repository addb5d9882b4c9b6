from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.models import Region
from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.records.centres.actions.building import DEAREST, LARGEST
from dampingi.records.centres.actions.repairing import DEAREST as DEAREST_REPAIR
from dampingi.records.centres.models import Condition, Repair, SharedRoom, Unit


class CentreForm(forms.Form):
    region = forms.ChoiceField(label=_("Wilayah"))
    name = forms.CharField(label=_("Nama sentra"), max_length=120)
    place = forms.CharField(label=_("Tempat"), max_length=200)

    def __init__(self, *args: Any, regions: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(r.code, "\u2003" * max(0, r.code.count(".") - 1) + r.name) for r in regions]
        self.fields["region"].choices = told  # type: ignore[attr-defined]


class UnitForm(forms.Form):
    code = forms.CharField(label=_("Kode unit"), max_length=12)
    kind = forms.ChoiceField(label=_("Jenis"), choices=Unit.Kind.choices)
    area = forms.IntegerField(label=_("Luas (m²)"), min_value=1, max_value=LARGEST, required=False)
    fee = RupiahField(label=_("Sewa sebulan"), min_value=0, max_value=DEAREST)


class RoomForm(forms.Form):
    name = forms.CharField(label=_("Nama ruang"), max_length=80)
    use = forms.ChoiceField(label=_("Guna"), choices=SharedRoom.Use.choices)
    opens = forms.TimeField(label=_("Buka"), widget=forms.TimeInput(attrs={"type": "time", "step": 3600}))
    closes = forms.TimeField(label=_("Tutup"), widget=forms.TimeInput(attrs={"type": "time", "step": 3600}))


class OccupancyForm(forms.Form):
    business = forms.UUIDField(widget=forms.HiddenInput)
    starts_on, ends_on = day_field(_("Kontrak dari")), day_field(_("Sampai"))
    fee = RupiahField(label=_("Sewa sebulan"), min_value=0, max_value=DEAREST)


class LeavingForm(forms.Form):
    on = day_field(_("Hari terakhir"))
    reason = forms.CharField(label=_("Alasan"), max_length=300)


class ConditionForm(forms.Form):
    on = day_field(_("Tanggal"))
    level = forms.ChoiceField(label=_("Kondisi"), choices=Condition.Level.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Yang rusak"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    photo = forms.FileField(
        label=_("Foto"), required=False, widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"})
    )  # fmt: skip


class RepairForm(forms.Form):
    what = forms.CharField(label=_("Yang diperbaiki"), max_length=200)
    estimate = RupiahField(label=_("Perkiraan biaya"), min_value=0, max_value=DEAREST_REPAIR)
    due_on = day_field(_("Selesai paling lambat"))


class RepairStateForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Keadaan"), choices=[c for c in Repair.State.choices if c[0] != Repair.State.PLANNED]
    )
    cost = RupiahField(label=_("Biaya sebenarnya"), min_value=0, max_value=DEAREST_REPAIR, required=False)
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)
