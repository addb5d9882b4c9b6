"""What businesses show, have photographed, leave with partners, and sold beside an intervention."""

import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from dampingi.engines.indicators import Column, Dataset, Source, flag
from dampingi.insight.facts import groups
from dampingi.insight.facts.places import AT_THE_END, OF_BUSINESS, at_home, of_place, products_at_home


def showcase(source: Source) -> ir.Table:
    """A participant with a business at the period's end, and whether the catalogue shows a product of it."""
    enrolment, product = source["enrolment"], source["product"]
    shown = product.filter(product.state == "shown", product.first_shown_on <= source.until)
    rows = enrolment.filter(
        source.of_programme(enrolment.programme_id),
        enrolment.business_id.notnull(),
        enrolment.business_until.isnull() | (enrolment.business_until > source.until),
    )
    return rows.select(
        id=rows.id,
        programme=rows.programme_id,
        region=rows.region,
        day=rows.enrolled_on,
        enrolment=rows.id,
        with_business=1,
        shown=flag(rows.business_id.isin(shown.business_id)),
    )


def permits(source: Source) -> ir.Table:
    """Permits of products the catalogue shows; they hold once compared with their paper and until they run out."""
    permit, product = source["permit"], source["product"]
    shown = product.filter(product.state == "shown", product.first_shown_on <= source.until)
    noted = permit.filter(permit.noted_at < source.instant)
    rows = at_home(source, noted.join(shown, noted.product_id == shown.id).select(noted, shown.business_id))
    good = rows.genuine.notnull() & rows.genuine
    return of_place(
        source,
        rows,
        day=source.until,
        business=rows.business_id,
        code=rows.kind,
        permits=1,
        holds=flag(good & (rows.valid_until.isnull() | (rows.valid_until >= source.until))),
    )


def placed(source: Source) -> ir.Table:
    """A product at a partner, with its pieces up to the period's end."""
    line, moved, placement = source["placed_line"], source["placed_movement"], source["placement"]
    until = moved.filter(moved.cancelled_at.isnull(), moved["on"] <= source.until)
    counts = until.group_by(of=until.line_id).agg(
        brought=(flag(until.kind == "delivered") * until.pieces).sum(),
        gone=(flag(until.kind == "sold") * until.pieces).sum(),
    )
    rows = line.join(counts, line.id == counts.of).select(
        line.id, line.price, line.product_id, line.placement_id, counts.brought, counts.gone
    )
    rows = rows.join(placement, rows.placement_id == placement.id).select(rows, placement.began_on)
    rows = products_at_home(source, rows)
    return of_place(
        source,
        rows,
        day=rows.began_on,
        business=rows.business_id,
        placed=1,
        delivered=rows.brought.cast("int64"),
        sold=rows.gone.cast("int64"),
        worth=(rows.gone * rows.price).cast("int64"),
    )


def photo_jobs(source: Source) -> ir.Table:
    """Photos asked of a partner, by the day they were due; what was cancelled or declined is owed no more."""
    job = source["photo_job"]
    owed = job.filter(~job.state.isin(("cancelled", "declined")), job.due_on <= source.until)
    rows = products_at_home(source, owed)
    return of_place(
        source,
        rows,
        day=rows.due_on,
        business=rows.business_id,
        jobs=1,
        in_time=flag(rows.handed_in_on.notnull() & (rows.handed_in_on <= rows.due_on)),
    )


def interventions(source: Source) -> ir.Table:
    """A business that took part in a marketing intervention, with the months before and after as told last."""
    taker, done = source["taker"], source["intervention"]
    there = taker.filter(taker.left_at.isnull(), source.at_home(taker.region))
    rows = there.join(done, there.intervention_id == done.id).select(there, done.ends_on, done.kind)
    for side in ("before", "after"):
        said = _said(source, side)
        rows = rows.left_join(said, rows.id == said[f"{side}_of"]).select(
            rows, said[side], said[f"{side}_paper"]
        )
    both = rows.before.notnull() & rows.after.notnull()
    return of_place(
        source,
        rows,
        day=rows.ends_on,
        business=rows.business_id,
        takers=1,
        measured=flag(both),
        compared=flag(both & (rows.before_paper != "") & (rows.after_paper != "")),
        rose=flag(both & (rows.after > rows.before)),
    )


def _said(source: Source, side: str) -> ir.Table:
    told = source["turnover"]
    told = told.filter(told.side == side, told["at"] < source.instant)
    last = told.group_by(last_of=told.taker_id).agg(last=told.number.max())
    return told.join(last, [told.taker_id == last.last_of, told.number == last.last]).select(
        **{f"{side}_of": told.taker_id, side: told.amount, f"{side}_paper": told.paper}
    )


SHOWCASE = Dataset(
    name="showcase",
    title=_("Produk peserta di katalog"),
    says=_(
        "Peserta yang punya usaha pada akhir periode, dan yang sedikitnya satu produknya tayang di katalog."
    ),
    grain=_("satu peserta yang punya usaha"),
    rows=(showcase,),
    columns={
        "with_business": Column(_("1 untuk setiap peserta yang punya usaha")),
        "shown": Column(_("1 bila sedikitnya satu produknya tayang"), flag=True),
    },
    groups={"sex": groups.sex, "sector": groups.sector},
    reaches=groups.PARTICIPANT_REACHES,
    **AT_THE_END,
)
PERMITS = Dataset(
    name="permits",
    title=_("Izin produk yang tayang"),
    says=_(
        "Izin (PIRT, halal, BPOM) pada produk yang tayang di katalog, dan apakah masih berlaku pada akhir periode."
    ),
    grain=_("satu izin satu produk"),
    rows=(permits,),
    columns={
        "permits": Column(_("1 untuk setiap izin")),
        "holds": Column(_("1 bila sudah dicocokkan dengan suratnya dan masih berlaku"), flag=True),
    },
    **AT_THE_END,
    **OF_BUSINESS,
    detail="code",
)
PLACED = Dataset(
    name="placed",
    title=_("Produk yang dititipkan"),
    says=_("Produk usaha di wilayah program yang dititipkan pada mitra, dengan jumlahnya sampai akhir periode; catatan yang dibatalkan tidak ikut."),
    grain=_("satu produk pada satu mitra"),
    rows=(placed,),
    columns={
        "placed": Column(_("1 untuk setiap produk pada satu mitra")),
        "delivered": Column(_("yang dikirim")),
        "sold": Column(_("yang terjual")),
        "worth": Column(_("nilai yang terjual, rupiah")),
    },
    **AT_THE_END,
    **OF_BUSINESS,
)  # fmt: skip
PHOTO_JOBS = Dataset(
    name="photo_jobs",
    title=_("Permintaan foto produk"),
    says=_(
        "Foto produk yang diminta dari mitra, menurut tenggatnya yang sudah lewat; yang dibatalkan atau ditolak tidak ikut."
    ),
    grain=_("satu permintaan"),
    rows=(photo_jobs,),
    columns={
        "jobs": Column(_("1 untuk setiap permintaan")),
        "in_time": Column(_("1 bila fotonya diserahkan paling lambat pada tenggatnya"), flag=True),
    },
    **OF_BUSINESS,
)
INTERVENTIONS = Dataset(
    name="interventions",
    title=_("Usaha dalam intervensi pemasaran"),
    says=_("Usaha di wilayah program yang ikut intervensi pemasaran, menurut hari terakhirnya, dengan omzet sebulan sebelum dan sesudahnya seperti disebut terakhir."),
    grain=_("satu usaha, satu intervensi"),
    rows=(interventions,),
    columns={
        "takers": Column(_("1 untuk setiap usaha yang ikut")),
        "measured": Column(_("1 bila omzet sebelum dan sesudahnya tercatat"), flag=True),
        "compared": Column(_("1 bila keduanya dicocokkan orang lain"), flag=True),
        "rose": Column(_("1 bila omzet sesudahnya lebih besar"), flag=True),
    },
    **OF_BUSINESS,
)  # fmt: skip
