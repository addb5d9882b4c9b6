from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.regions.queries import below, name_of
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import programmes


class ReportForm(forms.Form):
    """Which programme and which part of its region; only what the actor's reach covers whole."""

    programme = forms.ChoiceField(label=_("Program"))
    region = forms.ChoiceField(label=_("Wilayah"))
    number = forms.CharField(
        label=_("Nomor surat"),
        help_text=_("Bila sudah ada dari aplikasi persuratan. Boleh menyusul saat ditandatangani."),
        required=False,
        max_length=80,
    )

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {p.code: p for p in programmes(actor) if reportable(actor, p)}
        self.fields["programme"].choices = [(code, p.name) for code, p in self.known.items()]
        regions = dict(pair for p in self.known.values() for pair in reportable(actor, p))
        self.fields["region"].choices = list(regions.items())

    def clean(self):
        told = super().clean() or {}
        programme = self.known.get(told.get("programme", ""))
        if programme and told.get("region") and not contains(programme.region, told["region"]):
            self.add_error("region", _("Wilayah itu di luar program yang dipilih. Pilih wilayah lain."))
        return told


def reportable(actor: Actor, programme: Programme) -> list[tuple[str, str]]:
    """(code, name) of the programme's region and its kecamatan of which the actor may make a report."""
    regions = [(programme.region, name_of(programme.region))]
    if depth(programme.region) < 3:
        regions += [(r.code, r.name) for r in below(programme.region, 3)]
    return [
        (c, n) for c, n in regions if actor.may(Permission.PRINT_REPORTS, region=c, programme=programme.id)
    ]
