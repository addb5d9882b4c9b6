from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.records.honours.actions.nominating import LEAST, LONGEST
from dampingi.records.honours.models import How, Rules


class NominationForm(forms.Form):
    reasons = forms.CharField(
        label=_("Mengapa peserta ini?"), min_length=LEAST, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Apa yang dicapainya sendiri, dari keadaan apa, dan siapa yang dapat membenarkannya."),
    )  # fmt: skip


class CheckForm(forms.Form):
    how = forms.ChoiceField(label=_("Cara memeriksa"), choices=How.choices, widget=forms.RadioSelect)
    passed = forms.ChoiceField(
        label=_("Hasilnya"), widget=forms.RadioSelect,
        choices=(("yes", _("Sesuai dengan yang ditulis")), ("no", _("Tidak sesuai"))),
    )  # fmt: skip
    found = forms.CharField(
        label=_("Yang Anda temukan"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Apa yang Anda lihat atau dengar sendiri, bukan yang dilaporkan."),
    )  # fmt: skip


class ChoiceForm(forms.Form):
    chosen = forms.ChoiceField(
        label=_("Pilihan"),
        choices=(("yes", _("Pilih")), ("no", _("Tidak dipilih"))),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Alasan"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


class RulesForm(forms.Form):
    per_kelurahan = forms.IntegerField(label=_("Nominasi per kelurahan"), min_value=1, max_value=50)
    per_kecamatan = forms.IntegerField(label=_("Terpilih per kecamatan"), min_value=1, max_value=50)
    per_city = forms.IntegerField(label=_("Terpilih kota"), min_value=1, max_value=50)

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        initial = {name: getattr(rules, name) for name in ("per_kelurahan", "per_kecamatan", "per_city")}
        super().__init__(*args, initial=initial, **kwargs)
