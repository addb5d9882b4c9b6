"""What cooperatives do for small businesses, and what capital they get for it: joining, common orders, needs. Rows of a place."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from dampingi.engines.indicators import Column, Dataset, Source, flag
from dampingi.insight.facts.places import AT_THE_END, OF_BUSINESS, at_home, of_place


def joinings(source: Source) -> ir.Table:
    """A business that asked a cooperative; whoever took it back before an answer asked nothing."""
    asked = source["membership"]
    rows = at_home(source, asked.filter(asked.state != "withdrawn"))
    decided = rows.decided_on.notnull() & (rows.decided_on <= source.until)
    return of_place(
        source,
        rows,
        day=rows.asked_on,
        business=rows.business_id,
        asked=1,
        decided=flag(decided),
        joined=flag(decided & (rows.state != "declined")),
    )


def shares(source: Source) -> ir.Table:
    """A business' part of a delivered common order, counted as `records/materials/reckoning` does: what is paid up, the shop's price down."""
    demand, pool = source["demand"], source["pool"]
    came = pool.filter(pool.delivered_on.notnull()).select(
        pool.price, pool.per, pool.retail_price, pool.retail_per, day=pool.delivered_on, of=pool.id
    )
    kept = demand.filter(demand.withdrawn_at.isnull())
    rows = at_home(source, kept.join(came, kept.pool_id == came.of).select(kept, came))
    good = rows.received - rows.damaged
    return of_place(
        source,
        rows,
        day=rows.day,
        business=rows.business_id,
        shares=1,
        whole=flag(good == rows.quantity),
        paid=_whole(good * rows.price + rows.per - 1, rows.per),
        retail=_whole(good * rows.retail_price, rows.retail_per),
    )


def _whole(amount: ir.IntegerValue, units: ir.IntegerValue) -> ir.IntegerValue:
    """Divided down. The rest is taken off first: engines divide as floating-point numbers, and a multiple stays exact."""
    return ((amount - amount % units) / units).cast("int64")


def needs(source: Source) -> ir.Table:
    """Capital looked for, as it stands at the period's end."""
    need, cooperative = source["need"], source["cooperative"]
    rows = need.join(cooperative, need.cooperative_id == cooperative.id).select(
        need, region=cooperative.region
    )
    rows = rows.filter(source.at_home(rows.region))
    ended = rows.outcome_on.notnull() & (rows.outcome_on <= source.until)
    applied = rows.applied_on.notnull() & (rows.applied_on <= source.until)
    blocked = (rows.blocker != "") & ~(ended & (rows.outcome == "granted"))
    return of_place(
        source,
        rows,
        day=rows.noted_on,
        cooperative=rows.cooperative_id,
        blocker_code=rows.blocker,
        needs=1,
        needed=rows.amount,
        applied=flag(applied),
        granted=ibis.ifelse(ended, rows.granted.fill_null(0), 0),
        blocked=flag(blocked),
    )


def blocker(source: Source, rows: ir.Table) -> ir.Table:
    return rows.mutate(blocker=rows.blocker_code)


JOININGS = Dataset(
    name="joinings",
    title=_("Permohonan menjadi anggota koperasi"),
    says=_("Usaha di wilayah program yang mengajukan diri kepada koperasi, menurut tanggal permohonannya; yang ditarik tidak ikut."),
    grain=_("satu usaha, satu permohonan kepada satu koperasi"),
    rows=(joinings,),
    columns={
        "asked": Column(_("1 untuk setiap permohonan")),
        "decided": Column(_("1 bila sudah diputuskan sampai akhir periode"), flag=True),
        "joined": Column(_("1 bila diterima sebagai anggota"), flag=True),
    },
    **OF_BUSINESS,
)  # fmt: skip
SHARES = Dataset(
    name="shares",
    title=_("Bahan baku bersama"),
    says=_("Bagian setiap usaha di wilayah program dari pesanan bahan baku bersama, menurut tanggal barangnya datang."),
    grain=_("satu usaha, satu pesanan bersama yang sudah datang"),
    rows=(shares,),
    columns={
        "shares": Column(_("1 untuk setiap bagian")),
        "whole": Column(_("1 bila semua yang dipesan datang utuh"), flag=True),
        "paid": Column(_("harga bagian yang datang utuh, rupiah, dibulatkan ke atas")),
        "retail": Column(_("harga ecerannya pada hari diamati, rupiah, dibulatkan ke bawah")),
    },
    **OF_BUSINESS,
)  # fmt: skip
NEEDS = Dataset(
    name="capital_needs",
    title=_("Kebutuhan modal koperasi"),
    says=_("Modal yang dicari koperasi di wilayah program pada satu sumber, yang tercatat sampai akhir periode."),
    grain=_("satu koperasi, satu kebutuhan pada satu sumber"),
    rows=(needs,),
    columns={
        "needs": Column(_("1 untuk setiap kebutuhan")),
        "needed": Column(_("modal yang dibutuhkan, rupiah")),
        "applied": Column(_("1 bila sudah diajukan sampai akhir periode"), flag=True),
        "granted": Column(_("modal yang diterima sampai akhir periode, rupiah")),
        "blocked": Column(_("1 bila ada hambatan yang tercatat dan modalnya belum diterima"), flag=True),
    },
    groups={"blocker": blocker},
    **AT_THE_END,
    subject="cooperative",
    of_place=True,
)  # fmt: skip
