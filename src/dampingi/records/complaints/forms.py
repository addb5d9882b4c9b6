from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.records.complaints.intake import ComplaintIntake
from dampingi.records.complaints.models import Kind, Outcome
from dampingi.records.programmes.models import Enrolment, Mentor

NOBODY = ("", _("Bukan tentang pendamping"))


def _words(label, **more) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=5000, widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}), **more
    )


class ComplaintForm(forms.Form):
    kind = forms.ChoiceField(label=_("Tentang apa?"), choices=Kind.choices, widget=forms.RadioSelect)
    mentor = forms.ChoiceField(label=_("Tentang siapa?"), required=False)
    text = _words(_("Apa yang terjadi?"), help_text=_("Kapan, di mana, dan siapa yang melihat, bila ada."))
    amount = RupiahField(
        label=_("Uang yang diminta atau dibayar, dalam rupiah"),
        required=False,
        min_value=1,
        max_value=10**12,
    )
    happened_on = day_field(_("Tanggal kejadian"), required=False)

    def __init__(self, *args, mentors: list[Mentor], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"].choices = [(str(m.id), m.name) for m in mentors] + [NOBODY]
        self.mentors = {str(m.id): m.id for m in mentors}

    def intake(self, enrolment: Enrolment) -> ComplaintIntake:
        said = self.cleaned_data
        return ComplaintIntake(
            enrolment.id, said["kind"], said["text"], self.mentors.get(said["mentor"]), said["amount"], said["happened_on"]
        )  # fmt: skip


class MoreForm(forms.Form):
    text = _words(_("Tambahkan keterangan"))


class AnswerForm(forms.Form):
    TO = (
        ("participant", _("Jawaban kepada peserta")),
        ("internal", _("Catatan dinas; peserta tidak melihatnya")),
    )

    to = forms.ChoiceField(label=_("Untuk siapa?"), choices=TO, widget=forms.RadioSelect)
    text = _words(_("Isi"))
    outcome = forms.ChoiceField(
        label=_("Tutup pengaduan dengan hasil"),
        required=False,
        choices=[("", _("Belum ditutup")), *Outcome.choices],
    )

    def clean(self) -> dict:
        said = super().clean() or {}
        if said.get("to") == "internal" and said.get("outcome"):
            self.add_error("outcome", _("Menutup pengaduan perlu jawaban kepada peserta."))
        return said
