import datetime
import io
import tempfile
from pathlib import Path

import xlsxwriter
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.identifiers import unseal
from dampingi.foundation.ui.sheets import OPTIONS
from dampingi.outcomes.documents.actions import issue, keep_printing
from dampingi.outcomes.documents.models import Printing
from dampingi.outcomes.documents.typesetting import typeset
from dampingi.outcomes.honoraria.content import content_of, printed, rows_of
from dampingi.outcomes.honoraria.models import Bundle
from dampingi.outcomes.papers.content import laid
from dampingi.records.honoraria.models import BankAccount, Honorarium
from dampingi.records.programmes.models import Programme

PRESS = Actor.for_system("papers whose maker or reader was checked")
KIND = "honorarium_papers"
IN_THEM = (Honorarium.State.CHECKED, Honorarium.State.PAID)


@transaction.atomic
def make_bundle(*, by: Actor, programme: Programme, month: datetime.date) -> Bundle:
    """Freeze the papers of what is checked or paid of that month; with nothing changed, the last ones again."""
    by.require(Permission.MANAGE_HONORARIA, region=programme.region, programme=programme.id)
    Programme.objects.select_for_update().get(id=programme.id)  # numbers follow one another
    found = _ready(programme, month)
    if not found:
        raise Refused(_("Belum ada honorarium yang diperiksa pada bulan itu."))
    rows_hash = digest(rows_of(found))
    kept = Bundle.objects.unscoped("of a programme in reach").filter(programme=programme, month=month)
    last = kept.order_by("-number").first()
    if last and last.rows_hash == rows_hash:
        return last
    number = (kept.aggregate(n=Max("number"))["n"] or 0) + 1
    content, now = content_of(programme, month, number, found), timezone.now().replace(microsecond=0)
    document = issue(
        by=PRESS, kind=KIND, title=content["title"], content_hash=digest(content), region=programme.region,
        programme=programme.id, made_at=now,
    )  # fmt: skip
    sums = {name: content["sums"][name] for name in ("gross", "tax", "due")}
    made = Bundle.objects.create(
        programme=programme, region=programme.region, month=month, number=number, content=content, rows_hash=rows_hash,
        count=len(found), document=document, by_name=by.name, made_at=now, **sums,
    )  # fmt: skip
    record_event(
        by=by, action="make_honorarium_papers", subject=("honorarium_papers", made.id), region=made.region,
        programme=programme.id, detail={"rows": made.count, "number": number}, values=[rows_hash],
    )  # fmt: skip
    return made


def _ready(programme: Programme, month: datetime.date) -> list[Honorarium]:
    rows = Honorarium.objects.unscoped("of a programme in reach").filter(
        programme=programme, month=month, state__in=IN_THEM
    )
    related = rows.select_related("mentor", "payment", "account", "rates", "tax_edition")
    return list(related.order_by("region", "mentor__name", "version", "id"))


def print_bundle(*, bundle: Bundle) -> Printing:
    """The papers' PDF, set once and kept. The caller has checked that they may be read."""
    kept = bundle.document.printings.filter(format="pdf").first()
    if kept:
        return kept
    sha256 = digest(bundle.content)
    if sha256 != bundle.document.content_hash:
        raise Denied(_("Isi dokumen ini tidak lagi sama dengan yang terdaftar. Hubungi pengelola sistem."))
    with translation.override("id"), tempfile.TemporaryDirectory() as folder:
        data = laid(
            printed(bundle.content),
            code=bundle.document.code,
            sha256=sha256,
            made_at=bundle.made_at,
            region=bundle.region,
        )
        body = typeset(
            "honoraria.typ", data, made_at=bundle.made_at, out=Path(folder) / "paper.pdf"
        ).read_bytes()
    return keep_printing(by=PRESS, document=bundle.document, format="pdf", body=body)


@transaction.atomic
def bank_list(*, by: Actor, bundle: Bundle, reason: str) -> bytes:
    """The workbook for the bank and the tax officer, with the numbers in the clear; made for a stated reason, logged, and kept nowhere."""
    by.require(Permission.MANAGE_HONORARIA, region=bundle.region, programme=bundle.programme_id)
    if len(reason.strip()) < 10:
        raise Refused(_("Tulis alasan yang jelas (paling sedikit 10 huruf); alasan ini tercatat."))
    rows = bundle.content["rows"]
    held = BankAccount.objects.unscoped("of a bundle in reach").in_bulk(
        [r["account"] for r in rows if r["account"]]
    )
    accounts = {str(id): a for id, a in held.items()}
    record_event(
        by=by, action="export_bank_list", subject=("honorarium_papers", bundle.id), region=bundle.region,
        programme=bundle.programme_id, reason=reason.strip(), detail={"rows": len(rows)},
    )  # fmt: skip
    return _workbook(bundle, rows, accounts)


def _workbook(bundle: Bundle, rows: list[dict], accounts: dict[str, BankAccount]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    payments, taxes = book.add_worksheet("Pembayaran"), book.add_worksheet("Pajak")
    for sheet, heads in (
        (payments, ("No", "Kode bank", "Nomor rekening", "Pemilik rekening", "Jumlah", "Berita")),
        (taxes, ("No", "Nama", "NPWP", "Kotor", "Dasar", "Pajak")),
    ):
        sheet.set_column(0, 5, 22)
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head, bold)
    for n, row in enumerate(rows, start=1):
        account = accounts.get(row["account"])
        number = unseal("account", account.number_sealed) if account else ""
        npwp = unseal("npwp", account.npwp_sealed) if account else ""
        payments.write_number(n, 0, n)
        for place, text in enumerate(
            (account.bank if account else "", number, account.holder if account else row["name"]), start=1
        ):
            payments.write_string(n, place, text)
        payments.write_number(n, 4, row["due"], money)
        payments.write_string(n, 5, f"Honorarium {bundle.month:%m-%Y}")
        taxes.write_number(n, 0, n)
        taxes.write_string(n, 1, row["name"])
        taxes.write_string(n, 2, npwp)
        for place, name in enumerate(("gross", "base", "tax"), start=3):
            taxes.write_number(n, place, row[name], money)
    book.close()
    return out.getvalue()
