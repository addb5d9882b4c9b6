"""Cooperatives as they stand at a period's end, by the last book year whose annual meeting is due.

Source: UU 25/1992 art. 26 (the meeting on a book year is held within six months after it); Permenkop UKM 9/2020 (health).
"""

import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from dampingi.engines.indicators import Column, Dataset, Source, flag
from dampingi.insight.facts.places import AT_THE_END, of_place
from dampingi.records.cooperatives.models import SAVINGS_LOAN


def cooperatives(source: Source) -> ir.Table:
    """Open at the period's end. Whoever has become a legal person within the book year owes no meeting on it yet."""
    told, year, assessed = source["cooperative"], _book_year(source), _assessed(source)
    open_then = told.filter(
        source.at_home(told.region),
        told.archived_at.isnull(),
        told.closed_on.isnull() | (told.closed_on > source.until),
    )
    rows = open_then.left_join(year, open_then.id == year.of).select(
        open_then, year.meeting_on, year.men, year.women, year.loans, year.year
    )
    rows = rows.left_join(assessed, rows.id == assessed.assessed_of).select(rows, assessed.band)
    owes = rows.legal_on < source.book_starts
    met = rows.meeting_on.notnull() & (rows.meeting_on <= source.meeting_by)
    return of_place(
        source,
        rows,
        day=rows.legal_on,
        cooperative=rows.id,
        counted=1,
        owes=flag(owes),
        met=flag(owes & met),
        told=flag(rows.year.notnull()),
        members=(rows.men.fill_null(0) + rows.women.fill_null(0)),
        women=rows.women.fill_null(0),
        loans=rows.loans.fill_null(0),
        assessed=flag(rows.band.notnull()),
        healthy=flag(rows.band.notnull() & (rows.band == "healthy")),
        seen=flag(rows.digital != ""),
        digital=flag(rows.digital == "yes"),
        shops=flag(rows.kind != SAVINGS_LOAN),
        ready=flag(
            met
            & (rows.band == "healthy")
            & (rows.digital == "yes")
            & (rows.transparent == "yes")
            & rows.shop_unit
        ),
    )


def _book_year(source: Source) -> ir.Table:
    year = source["book_year"]
    return year.filter(year.year == source.book_year).select(
        year.meeting_on,
        year.loans,
        year.year,
        of=year.cooperative_id,
        men=year.members_men,
        women=year.members_women,
    )


def _assessed(source: Source) -> ir.Table:
    """cooperative -> the band of the last result approved by then."""
    asked, result = source["assessment"], source["health_result"]
    by_then = result.filter(result["at"] < source.instant)
    last = by_then.group_by(last_of=by_then.assessment_id).agg(last=by_then.number.max())
    newest = by_then.join(last, [by_then.assessment_id == last.last_of, by_then.number == last.last]).select(
        by_then.assessment_id, by_then.band
    )
    of_year = asked.filter(asked.year == source.book_year)
    return of_year.join(newest, of_year.id == newest.assessment_id).select(
        newest.band, assessed_of=of_year.cooperative_id
    )


COOPERATIVES = Dataset(
    name="cooperatives",
    title=_("Koperasi"),
    says=_(
        "Koperasi di wilayah program yang masih berdiri pada akhir periode, menurut tahun buku terakhir yang batas rapat anggotanya (30 Juni tahun berikutnya) sudah lewat."
    ),
    grain=_("satu koperasi"),
    rows=(cooperatives,),
    columns={
        "counted": Column(_("1 untuk setiap koperasi")),
        "owes": Column(_("1 bila sudah berbadan hukum sebelum tahun buku itu"), flag=True),
        "met": Column(_("1 bila rapat anggota tahunannya paling lambat 30 Juni"), flag=True),
        "told": Column(_("1 bila tahun bukunya tercatat"), flag=True),
        "members": Column(_("anggota pada akhir tahun buku")),
        "women": Column(_("anggota perempuan")),
        "loans": Column(_("pinjaman kepada anggota yang belum kembali, rupiah")),
        "assessed": Column(_("1 bila kesehatannya sudah dinilai untuk tahun buku itu"), flag=True),
        "healthy": Column(_("1 bila hasilnya sehat"), flag=True),
        "seen": Column(_("1 bila pembukuannya sudah dilihat"), flag=True),
        "shops": Column(_("1 bila jenisnya boleh mempunyai unit toko"), flag=True),
        "ready": Column(
            _(
                "1 bila sehat, rapat anggotanya tepat waktu, pembukuannya digital, laporannya terbuka, dan mempunyai unit toko"
            ),
            flag=True,
        ),
        "digital": Column(_("1 bila pembukuan dan simpanan anggotanya memakai aplikasi"), flag=True),
    },
    **AT_THE_END,
    subject="cooperative",
    of_place=True,
)
