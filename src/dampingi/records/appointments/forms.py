from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import day_field
from dampingi.records.appointments.intake import Appointing, Period
from dampingi.records.programmes.posts import Post

SEXES = (("P", _("Perempuan")), ("L", _("Laki-laki")))


def fields_field(**more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Bidang keahlian"), required=False, widget=forms.CheckboxSelectMultiple, **more
    )


class PeriodForm(forms.Form):
    on = day_field(_("Mulai bertugas"))
    until = day_field(_("Sampai"))

    def period(self) -> Period:
        return Period(self.cleaned_data["on"], self.cleaned_data["until"])


class PersonForm(PeriodForm):
    name = forms.CharField(label=_("Nama lengkap"), max_length=150)
    login = forms.CharField(
        label=_("E-mail atau nomor telepon"), max_length=150,
        help_text=_("Menjadi nama masuknya. Bila sudah punya akun, akun itu yang dipakai."),
    )  # fmt: skip
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=SEXES, widget=forms.RadioSelect, required=False)
    post = forms.ChoiceField(
        label=_("Tugas"), help_text=_("Wilayah pendamping, atau bidang konsultan di pusat layanan.")
    )
    fields_of = fields_field()
    field_order = ("name", "login", "sex", "post", "fields_of", "on", "until")

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", _("Pilih tugas")), *posts]
        self.fields["fields_of"].choices = list(choices("mentor_fields").items())

    def person(self) -> Appointing:
        said, post = self.cleaned_data, Post.read(self.cleaned_data["post"])
        return Appointing(
            name=said["name"],
            region=post.region,
            field=post.field,
            fields=tuple(said["fields_of"]),
            sex=said["sex"],
            login=said["login"],
        )


class FieldsForm(forms.Form):
    fields_of = fields_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fields_of"].choices = list(choices("mentor_fields").items())


class RulesForm(forms.Form):
    tot_needed = forms.BooleanField(label=_("Pengangkatan baru berlaku setelah lulus TOT"), required=False)
