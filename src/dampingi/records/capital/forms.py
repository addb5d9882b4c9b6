from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import RupiahField
from dampingi.records.capital.intake import NeedIntake, OutcomeIntake
from dampingi.records.capital.models import Need


class NeedForm(forms.Form):
    need = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label=_("Sumber"), choices=Need.Source.choices)
    lender = forms.CharField(label=_("Nama bank atau penyalur"), required=False, max_length=150)
    purpose = forms.CharField(label=_("Untuk apa"), max_length=300)
    amount = RupiahField(label=_("Kebutuhan"), min_value=1)

    def told(self) -> NeedIntake:
        return NeedIntake(**{k: v for k, v in self.cleaned_data.items() if k != "need"})


class BlockerForm(forms.Form):
    blocker = forms.ChoiceField(label=_("Hambatan sekarang"), required=False)
    note = forms.CharField(label=_("Keterangan"), required=False, max_length=300)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["blocker"].choices = [("", _("Tidak ada")), *choices("capital_blockers").items()]  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Hasil"), choices=Need.Outcome.choices, widget=forms.RadioSelect)
    granted = RupiahField(
        label=_("Yang diterima"), required=False, min_value=1, help_text=_("Bila diterima.")
    )
    why = forms.ChoiceField(
        label=_("Sebabnya"), required=False, help_text=_("Bila ditolak atau tidak dilanjutkan.")
    )
    explanation = forms.CharField(label=_("Penjelasan"), required=False, max_length=300)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = [("", "–"), *choices("capital_blockers").items()]  # type: ignore[attr-defined]

    def told(self) -> OutcomeIntake:
        said = self.cleaned_data
        return OutcomeIntake(said["outcome"], said["granted"], said["why"], said["explanation"])
