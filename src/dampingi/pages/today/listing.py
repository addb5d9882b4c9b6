from typing import Any

from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.gathered import Gathered
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.pages.today.stops import Stop
from dampingi.records.businesses.naming import person_key
from dampingi.records.mentoring.addresses import participant_address

PER_PAGE = 30


def today_list(rows: list[Stop]) -> ListOf:
    return ListOf(
        name="hari-ini",
        noun=_("peserta yang perlu Anda temui"),
        columns=(
            Column("rank", _("Urutan"), kind="number", sort=("rank",)),
            Column(
                "name", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",),
                href=lambda s: participant_address(s.pk),
                note=lambda s: s.enrolment.business.name if s.enrolment.business else "",
            ),
            Column("place", _("Kelurahan"), sort=("place",), note=lambda s: s.street),
            Column("why", _("Alasan")),
            Column("need", _("Kebutuhan"), kind="number", sort=("need",), note=lambda s: s.band_name),
            Column("kilometres", _("Jarak (km)"), kind="number", sort=("kilometres",)),
            Column("last", _("Kunjungan terakhir"), "attention.last_visit", kind="day", sort=("attention__last_visit",)),
        ),
        order="rank",
        ties=("rank",),
        filters=(
            Filter("alasan", _("Alasan"), lambda: _reasons(rows), _because),
            Filter("bagian", _("Bagian hari"), lambda: list(choices("need_bands").items()), _in_band),
        ),
        search=_named,
        search_label=_("Nama peserta atau usaha"),
        per_page=PER_PAGE,
    )  # fmt: skip


def _reasons(rows: list[Stop]) -> list[tuple[str, str]]:
    """Only those that occur, in the published order."""
    found = {reason.code for stop in rows for reason in stop.attention.reasons}
    return [(code, name) for code, name in choices("needs").items() if code in found]


def _because(rows: Gathered, code: str) -> Gathered:
    return rows.where(lambda stop: any(reason.code == code for reason in stop.attention.reasons))


def _in_band(rows: Gathered, band: str) -> Gathered:
    return rows.where(lambda stop: stop.band == band)


def _named(rows: Gathered, text: str) -> Any:
    key, plain = person_key(text), text.casefold()

    def fits(stop: Stop) -> bool:
        business = stop.enrolment.business
        return bool(key and key in stop.enrolment.person.key) or bool(
            business and plain in business.name.casefold()
        )

    return rows.where(fits)
