from django import forms
from django.utils.translation import gettext_lazy as _


def _words(label, help_text):
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )  # fmt: skip


class ReportForm(forms.Form):
    """The mentor's own words; `complete` asks for all three, a draft may be kept with gaps."""

    obstacle = _words(_("Kendala bulan ini"), _("Apa yang menghambat peserta atau pendampingan."))
    success = _words(_("Keberhasilan bulan ini"), _("Apa yang berhasil, sebutkan contohnya."))
    plan = _words(_("Rencana bulan depan"), _("Apa yang akan Anda lakukan, untuk siapa."))

    def __init__(self, *args, complete: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = complete
            field.error_messages["required"] = _("Isi bagian ini. Tulis «tidak ada» bila memang tidak ada.")


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=(("approve", ""), ("return", "")))
    comment = forms.CharField(
        label=_("Catatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
