from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.businesses.contacts import spoken_phone
from dampingi.records.mentoring.listing.columns import name_regions, region_filters

STATES = (("belum", _("Menunggu diperiksa")), ("sudah", _("Sudah diperiksa")))


def draws_list(actor: Actor) -> ListOf:
    return ListOf(
        name="verifikasi-ulang",
        noun=_("peserta terundi"),
        columns=(
            Column(
                "name",
                _("Peserta"),
                "enrolment.person.name",
                sort=("enrolment__person__key",),
                href=lambda d: None if d.done else reverse("reverification", args=[d.enrolment_id]),
                note=lambda d: d.enrolment.business.name if d.enrolment.business else "",
            ),
            Column("phone", _("Telepon"), lambda d: spoken_phone(d.enrolment.person.phone)),
            Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda d: d.district_name),
            Column(
                "done",
                _("Keadaan"),
                lambda d: (State.GOOD, STATES[1][1]) if d.done else (State.WATCH, STATES[0][1]),
                "state",
                sort=("done",),
            ),
        ),
        order="done",
        ties=("region", "enrolment__person__key", "id"),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: STATES, lambda q, v: q.filter(done=v == "sudah")),
            *region_filters(actor, Permission.REVERIFY_OUTCOMES),
        ),
        search=("enrolment__person__name", "enrolment__business__name"),
        search_label=_("Nama peserta atau usaha"),
        enrich=name_regions,
    )
