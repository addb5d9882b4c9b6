"""The body of a scheme: read, checked once when it is proposed, and turned into what engines/subsidy counts with.

name, kind, method, source; tiers [{upto, share}], rates [{on, rate}] and advertised in hundredths of a percent; least, most in rupiah; months [least, most];
tolerance in rupiah; steps, requirements, documents as codes; banks [{id, name}].
"""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.subsidy import WHOLE, Method, RateFrom, Terms, Tier, share_of
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats
from dampingi.records.loans.models.schemes import Kind

LARGEST = 10**13
"""A sum above this is a slip of the finger."""
FIRST_STEPS = ["office_check", "survey"]
BEFORE = (("recommendation", "akad"), ("recommendation", "decree"), ("akad", "disbursement"))
"""What cannot come after what: the budget is reserved by the recommendation, and nothing is paid out before it is signed for."""


def checked(body: dict[str, Any]) -> dict[str, Any]:
    """The same body; Refused with the cure where it cannot be counted with."""
    if not body["name"].strip():
        raise Refused(_("Isi nama skema."))
    if body["kind"] not in Kind.values or body["method"] not in set(Method):
        raise Refused(_("Pilih jenis skema dan cara menghitung bunga dari daftar."))
    _check_sizes(body)
    _check_tiers(body)
    _check_rates(body["rates"])
    _check_steps(body["steps"])
    for what, held in (("requirements", "loan_requirements"), ("documents", "loan_documents")):
        if set(body[what]) - set(source_names(held)):
            raise Refused(_("Pilih syarat dan dokumen dari daftar."))
    return body


def _check_sizes(body: dict[str, Any]) -> None:
    least, most = body["months"]
    if not 0 < body["least"] <= body["most"] <= LARGEST:
        raise Refused(
            _("Pinjaman terkecil lebih dari nol dan tidak melebihi yang terbesar. Perbaiki keduanya.")
        )
    if not 1 <= least <= most <= 360:
        raise Refused(_("Jangka waktu antara 1 dan 360 bulan, yang tersingkat tidak melebihi yang terlama."))
    if not 0 <= body["tolerance"] <= 1_000_000:
        raise Refused(_("Selisih pembulatan antara 0 dan Rp 1.000.000."))
    if body["advertised"] is not None and not 0 <= body["advertised"] <= WHOLE:
        raise Refused(_("Bunga yang dijanjikan antara 0 dan 100 persen."))


def _check_tiers(body: dict[str, Any]) -> None:
    try:
        share_of(body["most"], tiers(body))
    except ValueError:
        raise Refused(
            _("Batas tingkat subsidi harus naik, dan bagian kota antara 0 dan 100 persen.")
        ) from None
    if body["kind"] == Kind.SUBSIDY and (not body["tiers"] or body["tiers"][-1]["upto"] < body["most"]):
        raise Refused(
            _("Tingkat subsidi terakhir harus mencakup pinjaman terbesar, %(most)s.") % {"most": formats.money(body["most"])}
        )  # fmt: skip


def _check_rates(rates: list[dict[str, Any]]) -> None:
    days = [r["on"] for r in rates]
    if not days or days != sorted(set(days)) or not all(0 <= r["rate"] <= WHOLE for r in rates):
        raise Refused(_("Isi sedikitnya satu bunga bank dengan tanggal berlakunya; tanggalnya naik, bunganya 0 sampai 100 persen."))  # fmt: skip


def _check_steps(steps: list[str]) -> None:
    known = list(source_names("loan_steps"))
    if steps[:2] != FIRST_STEPS or len(steps) != len(set(steps)) or set(steps) - set(known):
        raise Refused(
            _("Langkah dimulai dengan pemeriksaan dinas, lalu survei bank; setiap langkah satu kali.")
        )
    if not {"akad", "disbursement"} <= set(steps):
        raise Refused(_("Langkah harus memuat akad dan pencairan."))
    names = source_names("loan_steps")
    for first, then in BEFORE:
        if then in steps and first in steps and steps.index(first) > steps.index(then):
            raise Refused(_("%(first)s harus mendahului %(then)s.") % {"first": names[first], "then": names[then].lower()})  # fmt: skip
    if "decree" in steps and "recommendation" not in steps:
        raise Refused(
            _("Keputusan memerlukan rekomendasi, yang mencadangkan anggarannya. Tambahkan langkah itu.")
        )


def tiers(body: dict[str, Any]) -> list[Tier]:
    return [Tier(t["upto"], t["share"]) for t in body["tiers"]]


def city_share(body: dict[str, Any], principal: int) -> int:
    """The city's share of the interest; 0 for schemes without one."""
    return share_of(principal, tiers(body)) or 0


def rate_on(body: dict[str, Any], day: datetime.date) -> int:
    """The bank's rate of that day; before the first one, the first."""
    held = [r for r in body["rates"] if r["on"] <= day.isoformat()]
    return int((held[-1] if held else body["rates"][0])["rate"])


def check_size(body: dict[str, Any], principal: int, months: int) -> None:
    if not body["least"] <= principal <= body["most"]:
        raise Refused(
            _("Skema ini untuk pinjaman %(least)s sampai %(most)s. Ubah jumlahnya, atau pilih skema lain.")
            % {"least": formats.money(body["least"]), "most": formats.money(body["most"])}
        )
    least, most = body["months"]
    if not least <= months <= most:
        raise Refused(
            _("Jangka waktu skema ini %(least)d sampai %(most)d bulan.") % {"least": least, "most": most}
        )


def terms_of(body: dict[str, Any], principal: int, months: int, signed_on: datetime.date, first_due: datetime.date) -> Terms:  # fmt: skip
    """What a loan signed that day would be. Refused where the scheme does not allow its size."""
    check_size(body, principal, months)
    rate = RateFrom(min(signed_on, first_due), rate_on(body, signed_on))
    return Terms(principal, months, Method(body["method"]), first_due, (rate,))
