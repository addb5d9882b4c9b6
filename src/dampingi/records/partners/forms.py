from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.engines.sheets.values.phones import phones
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import day_field
from dampingi.records.partners.intake import ContactIntake, PartnerIntake, TalkIntake
from dampingi.records.partners.models import Partner

FIELDS = ("name", "kind", "region", "address", "needs", "offers")
CALLING = _("menghubungi mitra.")


def _text(label: Any, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=2_000, widget=area, **more)


class PartnerForm(forms.Form):
    name = forms.CharField(label=_("Nama mitra"), max_length=150)
    kind = forms.ChoiceField(label=_("Jenis"), help_text=_("Menentukan bentuk perjanjiannya."))
    region = forms.ChoiceField(
        label=_("Wilayah kerja sama"), help_text=_("Tempat mitra ini bekerja dengan kantor Anda.")
    )
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    offers = _text(_("Yang dapat diberikan"), help_text=_("Misalnya tempat memajang produk, dana, pengajar."))
    needs = _text(_("Yang dibutuhkan"), help_text=_("Misalnya kudapan untuk tamu, 200 kotak setiap minggu."))
    reason = forms.CharField(label=_("Alasan mengubah"), max_length=300, required=False)
    partner = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Pilih jenis")), *choices("partner_kinds").items()]
        self.fields["region"].choices = [("", _("Pilih wilayah")), *places]

    @staticmethod
    def initial_of(found: Partner) -> dict[str, Any]:
        return {f: getattr(found, f) for f in FIELDS}

    def told(self) -> PartnerIntake:
        return PartnerIntake(**{f: self.cleaned_data[f] for f in FIELDS})


class ContactForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=150)
    position = forms.CharField(label=_("Jabatan"), max_length=100, required=False)
    phone = forms.CharField(label=_("Telepon"), max_length=40, required=False)
    email = forms.EmailField(label=_("Surel"), required=False)

    def clean_phone(self) -> str:
        said = self.cleaned_data["phone"]
        found = phones(said) if said else ()
        if not said:
            return ""
        if not isinstance(found, tuple) or len(found) != 1:
            raise forms.ValidationError(_("Nomor itu tidak terbaca. Tulis lengkap, misalnya 0812 3456 7890."))
        return str(found[0])

    def told(self) -> ContactIntake:
        return ContactIntake(**self.cleaned_data)


class MemberForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=150)
    login = forms.CharField(
        label=_("Surel atau telepon untuk masuk"), max_length=150,
        help_text=_("Akun ini hanya melihat yang ditujukan kepada mitranya."),
    )  # fmt: skip


class EndForm(forms.Form):
    on = day_field(_("Berakhir pada"), help_text=_("Sejak tanggal ini tidak ada permintaan baru."))
    reason = forms.CharField(label=_("Alasan"), max_length=300)


class TalkForm(forms.Form):
    on = day_field(_("Tanggal"))
    where = forms.CharField(label=_("Tempat"), max_length=150, required=False)
    who = forms.CharField(label=_("Yang hadir"), max_length=300)
    agreed = forms.CharField(
        label=_("Yang disepakati"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    follow_up = forms.CharField(label=_("Tindak lanjut"), max_length=300, required=False)
    due_on = day_field(_("Tindak lanjut paling lambat"), required=False)
    talk = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def told(self) -> TalkIntake:
        return TalkIntake(**{k: v for k, v in self.cleaned_data.items() if k != "talk"})
