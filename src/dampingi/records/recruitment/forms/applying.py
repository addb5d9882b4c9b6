from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.engines.sheets.values.phones import phones
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import day_field
from dampingi.records.recruitment.asked import Requirement
from dampingi.records.recruitment.codes import DIGITS, typed
from dampingi.records.recruitment.intake import Told
from dampingi.records.recruitment.models import Applicant

SEXES = (("P", _("Perempuan")), ("L", _("Laki-laki")))


NEEDED = ("sex", "born_on", "domicile", "education", "fields_of", "motivation", "declared")


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=_("Nomor telepon Anda"), max_length=40, help_text=_("Misalnya 0812 3456 7890."),
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
    )  # fmt: skip

    def clean_phone(self) -> str:
        found = phones(self.cleaned_data["phone"])
        if not isinstance(found, tuple) or len(found) != 1:
            raise forms.ValidationError(_("Nomor itu tidak terbaca. Tulis lengkap, misalnya 0812 3456 7890."))
        return found[0]


class StartForm(PhoneForm):
    name = forms.CharField(
        label=_("Nama lengkap"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    post = forms.ChoiceField(label=_("Yang dilamar"))
    application = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("name", "phone", "post")

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", _("Pilih tempat")), *posts]


class ObjectionForm(forms.Form):
    text = forms.CharField(
        label=_("Sanggahan Anda"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Apa yang menurut Anda keliru, dan apa buktinya."),
    )  # fmt: skip
    appeal = forms.UUIDField(widget=forms.HiddenInput)


class ComeBackForm(PhoneForm):
    code = forms.CharField(
        label=_("Kode lamaran"), max_length=40, help_text=_("Delapan angka yang Anda catat saat memulai."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        code = typed(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("Kode terdiri dari %(digits)d angka. Periksa lagi catatan Anda.") % {"digits": DIGITS}
            )
        return code


class ApplicationForm(forms.Form):
    """Everything may stay empty while it is a draft; handing in says what is missing."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=150)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=SEXES, widget=forms.RadioSelect, required=False)
    born_on = day_field(_("Tanggal lahir"), required=False)
    email = forms.EmailField(
        label=_("Surel"), required=False, help_text=_("Menjadi nama masuk Anda bila terpilih.")
    )
    post = forms.ChoiceField(label=_("Yang dilamar"))
    domicile = forms.ChoiceField(label=_("Domisili"), required=False)
    education = forms.ChoiceField(label=_("Pendidikan terakhir"), required=False)
    fields_of = forms.MultipleChoiceField(
        label=_("Bidang keahlian"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Satu atau beberapa."),
    )  # fmt: skip
    motivation = forms.CharField(
        label=_("Mengapa Anda melamar?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    declared = forms.BooleanField(
        label=_("Saya sudah membaca pernyataan di atas dan menandatanganinya."), required=False
    )

    def __init__(
        self, *args: Any, asked: list[Requirement], posts: list[tuple[str, str]], homes: list[tuple[str, str]], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = posts
        self.fields["domicile"].choices = [("", _("Pilih domisili")), *homes]
        self.fields["education"].choices = [("", _("Pilih pendidikan")), *choices("education_levels").items()]
        self.fields["fields_of"].choices = list(choices("mentor_fields").items())
        self.texts = [r for r in asked if r.kind == "text"]
        for r in self.texts:
            self.fields[f"answer-{r.code}"] = forms.CharField(
                label=r.name,
                help_text=r.help,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @classmethod
    def initial_of(cls, found: Applicant) -> dict[str, Any]:
        answers = {f"answer-{code}": text for code, text in found.answers.items()}
        return answers | {
            "name": found.name, "sex": found.sex, "born_on": found.born_on, "email": found.email, "post": found.post.code,
            "domicile": found.domicile, "education": found.education, "fields_of": found.fields,
            "motivation": found.motivation,
        }  # fmt: skip

    def marked(self) -> "ApplicationForm":
        """For showing: only what may stay empty when the application is sent says so. A draft is checked without."""
        for name in (*NEEDED, *(f"answer-{r.code}" for r in self.texts if r.needed)):
            self.fields[name].required = True
        return self

    def answer_fields(self) -> list[forms.BoundField]:
        return [self[f"answer-{r.code}"] for r in self.texts]

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            name=said["name"], email=said["email"], sex=said["sex"], born_on=said["born_on"],
            education=said["education"], domicile=said["domicile"], post=said["post"],
            fields=tuple(said["fields_of"]), motivation=said["motivation"],
            answers={r.code: said[f"answer-{r.code}"] for r in self.texts},
        )  # fmt: skip
