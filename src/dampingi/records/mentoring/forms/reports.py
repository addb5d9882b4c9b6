from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.records.mentoring.actions.deadlines import MOST_DAY, MOST_REMIND


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


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan membuka kembali"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Tulis alasan membuka kembali laporan ini.")},
    )  # fmt: skip


class RulesForm(forms.Form):
    due_day = forms.IntegerField(
        label=_("Batas waktu: tanggal berapa bulan berikutnya"), min_value=1, max_value=MOST_DAY,
        help_text=_("Misalnya 5: laporan Juli paling lambat 5 Agustus."),
    )  # fmt: skip
    remind_days = forms.IntegerField(
        label=_("Ingatkan berapa hari sebelumnya"), min_value=0, max_value=MOST_REMIND,
        help_text=_("Yang belum mengajukan diingatkan lagi pada hari batasnya, sehari sesudahnya, dan seminggu sesudahnya."),
    )  # fmt: skip
