from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import RupiahField, count_field
from dampingi.records.checkups.intake import Heard
from dampingi.records.checkups.models import REACHED, How, State

ASKED = tuple((value, label) for value, label in How.choices if value != How.SELF)


class HeardForm(forms.Form):
    """What an alumnus said. On their own page only what they can know is asked."""

    state = forms.ChoiceField(label=_("Keadaan usahanya"), widget=forms.RadioSelect)
    how = forms.ChoiceField(label=_("Didapat dengan"), choices=ASKED, widget=forms.RadioSelect)
    turnover = RupiahField(label=_("Omzet bulan lalu (Rp)"), required=False, min_value=0)
    workers = count_field(_("Tenaga kerja, termasuk pemilik"), required=False)
    problem = forms.CharField(
        label=_("Masalah yang sedang dihadapi"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    to_clinic = forms.BooleanField(label=_("Teruskan masalah ini ke klinik bisnis"), required=False)
    topic = forms.ChoiceField(label=_("Bidang masalahnya"), required=False)

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        states = [c for c in State.choices if c[0] != State.OPEN and (not own or c[0] in REACHED)]
        self.fields["state"].choices = states  # type: ignore[attr-defined]
        self.fields["topic"].choices = [("", _("Belum tahu")), *choices("constraint_fields").items()]  # type: ignore[attr-defined]
        if own:
            self.fields["state"].label = _("Usaha Anda")
            del self.fields["how"]

    def heard(self) -> Heard:
        return Heard(**({"how": How.SELF} | self.cleaned_data))
