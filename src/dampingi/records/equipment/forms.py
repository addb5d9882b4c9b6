import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.records.equipment.actions.decrees import Line
from dampingi.records.equipment.actions.needs import LARGEST
from dampingi.records.equipment.models import UseCheck


def _photo(label: Any, **more: Any) -> forms.FileField:
    return forms.FileField(
        label=label, widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}), **more
    )


class NeedForm(forms.Form):
    press = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Jenis alat"))
    item = forms.CharField(
        label=_("Alat yang dibutuhkan"), max_length=150, help_text=_("Dengan ukuran atau kapasitasnya, misalnya oven gas dua tingkat."),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Untuk apa"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Apa yang tidak dapat dikerjakan sekarang, dan apa yang berubah dengan alat ini."),
    )  # fmt: skip
    estimate = RupiahField(label=_("Perkiraan harga"), min_value=1, max_value=LARGEST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [("", _("Pilih jenisnya")), *choices("equipment_kinds").items()]
        self.fields["kind"].choices = told  # type: ignore[attr-defined]


class DecreeForm(forms.Form):
    """Title and basis, and three fields for each chosen need."""

    title = forms.CharField(label=_("Judul keputusan"), max_length=150)
    basis = forms.CharField(
        label=_("Dasar"), max_length=300, help_text=_("Peraturan, DPA, atau berita acara rapat yang menjadi dasarnya."),
    )  # fmt: skip

    def __init__(self, *args: Any, needs: Sequence[Any], doubled: set[uuid.UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = needs
        for need in needs:
            self.fields[f"amount_{need.id}"] = RupiahField(
                label=_("Harga"), min_value=1, max_value=LARGEST, initial=need.estimate
            )
            self.fields[f"reason_{need.id}"] = forms.CharField(
                label=_("Mengapa dipilih"), max_length=300, initial=need.proposed
            )
            if need.business_id in doubled:
                self.fields[f"despite_{need.id}"] = forms.CharField(
                    label=_("Mengapa tetap diberi"), max_length=300, required=False,
                    help_text=_("Wajib, karena ada bantuan terdahulu. Tanpa alasan keputusan tidak dapat diajukan."),
                )  # fmt: skip

    def rows(self) -> list[tuple[Any, list[Any]]]:
        names = ("amount", "reason", "despite")
        return [(n, [self[f"{k}_{n.id}"] for k in names if f"{k}_{n.id}" in self.fields]) for n in self.needs]

    def lines(self) -> list[Line]:
        told = self.cleaned_data
        return [
            Line(n.id, n.item, told[f"amount_{n.id}"], told[f"reason_{n.id}"], told.get(f"despite_{n.id}") or "")
            for n in self.needs
        ]  # fmt: skip


class HandoverForm(forms.Form):
    on = day_field(_("Tanggal serah terima"))
    place = forms.CharField(label=_("Tempat"), max_length=200)
    giver_name = forms.CharField(label=_("Yang menyerahkan"), max_length=150)
    giver_position = forms.CharField(label=_("Jabatannya"), max_length=150)
    receiver_name = forms.CharField(label=_("Yang menerima"), max_length=150)
    condition = forms.CharField(label=_("Keadaan barang"), max_length=300)
    serial = forms.CharField(label=_("Merek dan nomor seri"), max_length=80, required=False)
    photo = _photo(_("Foto barang bersama penerimanya"))


class SignedForm(forms.Form):
    photo = _photo(_("Foto berita acara yang ditandatangani"))


class CheckForm(forms.Form):
    on = day_field(_("Tanggal pemeriksaan"))
    state = forms.ChoiceField(
        label=_("Keadaan barang"), choices=UseCheck.State.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila tidak dipakai: sebabnya dan apa yang akan dilakukan."),
    )  # fmt: skip
    photo = _photo(_("Foto barang"), required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class BackForm(forms.Form):
    on = day_field(_("Tanggal kembali"))
    note = forms.CharField(label=_("Keadaan saat kembali"), max_length=300, required=False)


class PaymentForm(forms.Form):
    on = day_field(_("Tanggal bayar"))
    reference = forms.CharField(label=_("Nomor SP2D atau bukti bayar"), max_length=100)
