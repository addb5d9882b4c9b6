"""How an honorarium was computed, in words anyone can check with a pencil."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import money, number, percent
from dampingi.foundation.ui.states import State
from dampingi.records.honoraria.models import Honorarium, Per

STATES = {
    Honorarium.State.DRAFT: State.WATCH,
    Honorarium.State.CHECKED: State.WATCH,
    Honorarium.State.PAID: State.GOOD,
    Honorarium.State.RETURNED: State.LATE,
    Honorarium.State.STOPPED: State.NONE,
    Honorarium.State.SETTLED: State.NONE,
    Honorarium.State.OVERPAID: State.LATE,
}


@dataclass(frozen=True)
class Step:
    label: str
    how: str
    amount: str


def state_of(found: Honorarium) -> tuple[State, str]:
    return STATES[Honorarium.State(found.state)], found.get_state_display()


def steps_of(found: Honorarium) -> list[Step]:
    """From the units on record to what is transferred."""
    told = [_line(line) for line in found.lines]
    told.append(Step(_("Jumlah kotor"), _("semua baris di atas"), money(found.gross)))
    told.append(_tax(found))
    told.append(Step(_("Jumlah bersih"), _("kotor dikurangi pajak"), money(found.net)))
    if found.paid_before:
        told.append(
            Step(
                _("Sudah dibayar"),
                _("untuk bulan yang sama, versi laporan sebelumnya"),
                money(-found.paid_before),
            )
        )
    if found.set_off:
        told.append(
            Step(_("Kelebihan bayar dulu"), _("diperhitungkan dari bulan lain"), money(-found.set_off))
        )
    told.append(Step(_("Dibayarkan"), "", money(found.due)))
    return told


def _line(line: dict[str, Any]) -> Step:
    hours = line["per"] == Per.HOUR
    pieces = lambda n: number(n / 60 if hours else n)  # noqa: E731
    how = _("%(n)s x %(amount)s") % {"n": pieces(line["paid"]), "amount": money(line["amount"])}
    if line["paid"] < line["counted"]:
        how += ", " + _("tercatat %(n)s, dibayar sampai batasnya") % {"n": pieces(line["counted"])}
    if hours:
        how += ", " + _("dibulatkan ke bawah")
    return Step(str(Per(line["per"]).label), how, money(line["total"]))


def _tax(found: Honorarium) -> Step:
    if found.tax_edition is None:
        return Step(_("Pajak"), _("belum ada aturan pajak yang berlaku pada bulan itu"), money(0))
    body = found.tax_edition.body
    how = _("%(name)s: dasar %(share)s dari kotor = %(base)s, tarif berlapis") % {
        "name": found.tax_edition.name, "share": percent(body["base"] / 10_000, 0), "base": money(found.base),
    }  # fmt: skip
    if not found.registered and body["surcharge"]:
        how += ", " + _("ditambah %(share)s karena tanpa NPWP") % {
            "share": percent(body["surcharge"] / 10_000, 0)
        }
    return Step(_("Pajak"), how, money(-found.tax))
