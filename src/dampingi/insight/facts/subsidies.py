"""Interest subsidy as banks bill it: lines of loans in the programme's region. A scheme serves a place, not one programme."""

import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from dampingi.engines.indicators import Column, Dataset, Source, flag

AS_AGREED = 1
"""Months after its own in which a line comes: in the next one."""


def lines(source: Source) -> ir.Table:
    """Each line as it was examined, with what was paid of it by the period's end. A line of a number nobody knows belongs to no loan and is not here."""
    line, claim, loan, asked = (
        source["claim_line"],
        source["claim"],
        source["loan"],
        source["loan_application"],
    )
    paid = claim.filter(claim.state == "paid", claim.paid_on <= source.until).select(paid_claim=claim.id)
    theirs = loan.filter(source.at_home(loan.region)).select(
        of=loan.id, place=loan.region, asked=loan.application_id
    )
    rows = line.join(theirs, line.loan_id == theirs.of).select(line, theirs.place, theirs.asked)
    borrower = asked.select(asked_of=asked.id, business=asked.business_id)
    rows = rows.join(borrower, rows.asked == borrower.asked_of).select(rows, borrower.business)
    rows = rows.left_join(paid, rows.claim_id == paid.paid_claim).select(rows, paid=paid.paid_claim)
    came = rows.paid.notnull() & rows.counts
    return rows.select(
        id=rows.id,
        programme=source.programme,
        region=rows.place,
        day=rows.month,
        business=rows.business,
        lines=1,
        in_time=flag(rows.months_after <= AS_AGREED),
        returned=flag(rows.payable == 0),
        paid_months=flag(came),
        paid=(flag(came) * rows.payable).cast("int64"),
    )


SUBSIDY_LINES = Dataset(
    name="subsidy_lines",
    title=_("Tagihan subsidi bunga"),
    says=_("Baris tagihan bank untuk pinjaman di wilayah program menurut bulan angsurannya, hasil pemeriksaannya, dan yang sudah dibayar sampai akhir periode."),
    grain=_("satu pinjaman, satu bulan, satu kali ditagih"),
    rows=(lines,),
    columns={
        "lines": Column(_("1 untuk setiap baris tagihan")),
        "in_time": Column(_("1 bila ditagih paling lambat bulan berikutnya"), flag=True),
        "returned": Column(_("1 bila barisnya tidak dapat dibayar"), flag=True),
        "paid_months": Column(_("1 bila sudah dibayar"), flag=True),
        "paid": Column(_("rupiah yang sudah dibayar kota; 0 bila belum")),
    },
    subject="business",
    of_place=True,
)  # fmt: skip
