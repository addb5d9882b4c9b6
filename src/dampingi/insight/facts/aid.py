"""What an office gave and what became of it: items of equipment, the decisions that gave them, and parts of grants.

They serve a place, not a programme: rows are those of the programme's region. An item is told of by the day it was handed over; whether it is used is asked
half a year and a year later, and nobody's guess: one that nobody looked at since is not counted as used or idle.
"""

import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from dampingi.engines.indicators import Column, Dataset, Source, flag
from dampingi.insight.facts.places import AT_THE_END, OF_BUSINESS, of_place


def equipment(source: Source) -> ir.Table:
    """Handed over by the period's end. `seen_half`: looked at from half a year on; the last look by the period's end says what it is now."""
    given, award, need = source["equipment_handover"], source["equipment_award"], source["equipment_need"]
    rows = given.join(award, given.award_id == award.id).select(given, of_need=award.need_id)
    rows = rows.join(need, rows.of_need == need.id).select(rows, business_id=need.business_id)
    rows = rows.filter(source.at_home(rows.region), rows["on"] <= source.until)
    last = _last_look(source)
    rows = rows.left_join(last, rows.id == last.of).select(rows, last.looked_on, last.state)
    half, year = rows.half_on <= source.until, rows.year_on <= source.until
    seen_half = half & rows.looked_on.notnull() & (rows.looked_on >= rows.half_on)
    seen_year = year & rows.looked_on.notnull() & (rows.looked_on >= rows.year_on)
    used = rows.state == "in_use"
    return of_place(
        source,
        rows,
        day=rows["on"],
        business=rows.business_id,
        given=1,
        confirmed=flag(rows.confirmed_how != ""),
        half=flag(half),
        seen_half=flag(seen_half),
        used_half=flag(seen_half & used),
        year=flag(year),
        seen_year=flag(seen_year),
        used_year=flag(seen_year & used),
    )


def _last_look(source: Source) -> ir.Table:
    """handover -> its last check by the period's end: one a day, so the day says which."""
    check, again = source["equipment_check"], source["equipment_check"]
    held = check.filter(check["on"] <= source.until)
    last = held.group_by(last_of=held.handover_id).agg(last_on=held["on"].max())
    return last.join(again, [last.last_of == again.handover_id, last.last_on == again["on"]]).select(
        of=last.last_of, looked_on=last.last_on, state=again.state
    )


def awards(source: Source) -> ir.Table:
    """Lines of decrees that hold, by the decree's day."""
    award, decree, need = source["equipment_award"], source["equipment_decree"], source["equipment_need"]
    held = award.filter(award.voided_on.isnull() | (award.voided_on > source.until))
    decided = decree.filter(decree.state == "approved")
    rows = held.join(decided, held.decree_id == decided.id).select(held, on=decided["on"])
    rows = rows.join(need, rows.need_id == need.id).select(rows, business_id=need.business_id)
    rows = rows.filter(source.at_home(rows.region))
    return of_place(
        source,
        rows,
        day=rows["on"],
        business=rows.business_id,
        awarded=1,
        doubled=flag(rows.doubled),
        amount=rows.amount,
    )


EQUIPMENT = Dataset(
    name="equipment",
    title=_("Barang bantuan yang diserahkan"),
    says=_("Barang yang diserahkan kepada usaha di wilayah program sampai akhir periode, dan keadaannya pada pemeriksaan terakhir."),
    grain=_("satu barang yang diserahkan"),
    rows=(equipment,),
    columns={
        "given": Column(_("1 untuk setiap barang")),
        "confirmed": Column(_("1 bila penerimanya membenarkan"), flag=True),
        "half": Column(_("1 bila sudah enam bulan sejak diserahkan"), flag=True),
        "seen_half": Column(_("1 bila diperiksa sesudah enam bulan"), flag=True),
        "used_half": Column(_("1 bila sesudah enam bulan terakhir terlihat dipakai"), flag=True),
        "year": Column(_("1 bila sudah dua belas bulan sejak diserahkan"), flag=True),
        "seen_year": Column(_("1 bila diperiksa sesudah dua belas bulan"), flag=True),
        "used_year": Column(_("1 bila sesudah dua belas bulan terakhir terlihat dipakai"), flag=True),
    },
    **AT_THE_END,
    **OF_BUSINESS,
)  # fmt: skip
AWARDS = Dataset(
    name="awards",
    title=_("Keputusan bantuan alat"),
    says=_("Baris keputusan bantuan alat yang ditetapkan di wilayah program, menurut tanggal keputusannya; yang dibatalkan tidak ikut."),
    grain=_("satu penerima dalam satu keputusan"),
    rows=(awards,),
    columns={
        "awarded": Column(_("1 untuk setiap penerima")),
        "doubled": Column(_("1 bila usaha, orang, atau rumah yang sama pernah dibantu"), flag=True),
        "amount": Column(_("nilai barang, rupiah")),
    },
    **OF_BUSINESS,
)  # fmt: skip


def parts(source: Source) -> ir.Table:
    """Parts of grants whose report fell due in the period, by that day. One that nobody told counts as not in time."""
    payment = source["grant_payment"]
    rows = payment.filter(source.at_home(payment.region))
    return of_place(
        source,
        rows,
        day=rows.report_due_on,
        grant=rows.agreement_id,
        due=1,
        told=flag(rows.reported_on.notnull() & (rows.reported_on <= source.until)),
        in_time=flag(rows.reported_on.notnull() & (rows.reported_on <= rows.report_due_on)),
        amount=rows.amount,
    )


GRANT_PARTS = Dataset(
    name="grant_parts",
    title=_("Laporan penggunaan bantuan"),
    says=_("Bagian hibah atau bantuan sosial yang dibayar di wilayah program, menurut hari jatuh tempo laporan penggunaannya."),
    grain=_("satu bagian yang dibayar"),
    rows=(parts,),
    columns={
        "due": Column(_("1 untuk setiap laporan yang jatuh tempo")),
        "told": Column(_("1 bila laporannya diterima sampai akhir periode"), flag=True),
        "in_time": Column(_("1 bila laporan yang diterima dikirim paling lambat pada hari jatuh tempo"), flag=True),
        "amount": Column(_("yang dibayar, rupiah")),
    },
    subject="grant",
    of_place=True,
)  # fmt: skip
