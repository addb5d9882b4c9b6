"""Loans asked for by businesses of the programme's region: a scheme serves a place, not one programme."""

import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from dampingi.engines.indicators import Column, Dataset, Source, flag
from dampingi.insight.facts.places import OF_BUSINESS, of_place


def applications(source: Source) -> ir.Table:
    """What was handed in; what came of it by the period's end. Drafts are nobody's business."""
    asked, step, end = source["loan_application"], source["loan_step"], source["loan_end"]
    paid = step.filter(step.code == "disbursement", step["on"] <= source.until).select(
        paid_of=step.application_id
    )
    over = end.filter(end["on"] <= source.until).select(over_of=end.application_id, kind=end.kind)
    rows = asked.filter(asked.submitted_on.notnull())
    rows = rows.filter(source.at_home(rows.region))
    rows = rows.left_join(paid, rows.id == paid.paid_of).select(rows, paid=paid.paid_of)
    rows = rows.left_join(over, rows.id == over.over_of).select(rows, kind=over.kind)
    came = rows.paid.notnull()
    return of_place(
        source,
        rows,
        day=rows.submitted_on,
        business=rows.business_id,
        asked=1,
        settled=flag(came | rows.kind.notnull()),
        disbursed=flag(came),
        refused=flag(rows.kind.isin(("office", "bank"))),
        withdrawn=flag(rows.kind == "withdrawn"),
        days=(flag(came) * rows.disbursed_after.fill_null(0)).cast("int64"),
    )


LOAN_APPLICATIONS = Dataset(
    name="loan_applications",
    title=_("Pengajuan pinjaman"),
    says=_(
        "Pengajuan pinjaman usaha di wilayah program menurut tanggal masuknya, dan apa jadinya sampai akhir periode."
    ),
    grain=_("satu pengajuan"),
    rows=(applications,),
    columns={
        "asked": Column(_("1 untuk setiap pengajuan yang dikirim")),
        "settled": Column(_("1 bila sudah cair, ditolak, atau mundur"), flag=True),
        "disbursed": Column(_("1 bila sudah cair"), flag=True),
        "refused": Column(_("1 bila ditolak dinas atau bank"), flag=True),
        "withdrawn": Column(_("1 bila pemohon mundur"), flag=True),
        "days": Column(_("hari dari pengajuan sampai cair; 0 bila belum cair")),
    },
    **OF_BUSINESS,
)
