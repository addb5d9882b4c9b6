"""What the papers say, as plain JSON. Always Indonesian: they are official documents."""

import datetime
from collections import defaultdict
from typing import Any

from django.utils import translation

from dampingi.foundation.definitions import source_names
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import frame
from dampingi.records.honoraria.models import BankAccount, Honorarium
from dampingi.records.hours.models import FrozenMonth
from dampingi.records.programmes.models import Programme

SUMS = ("gross", "tax", "net", "due")


def rows_of(found: list[Honorarium]) -> list[dict[str, Any]]:
    """One row for each honorarium, in the order given: numbers as numbers, so that every list adds up to the same."""
    frozen = {
        (f.report_id, f.version): f
        for f in FrozenMonth.objects.filter(report__in=[h.report_id for h in found])
    }
    held = BankAccount.objects.unscoped("of honoraria in reach").filter(
        mentor__in=[h.mentor_id for h in found], replaced_at=None
    )
    accounts = {a.mentor_id: a for a in held}
    called = names({h.region for h in found} | {ancestor(h.region, 3) for h in found})
    banks = source_names("banks")
    told = []
    for h in found:
        hours, account = frozen.get((h.report_id, h.version)), h.account or accounts.get(h.mentor_id)
        told.append({
            "id": str(h.id), "name": h.mentor.name, "place": called.get(h.region, h.region),
            "district": called.get(ancestor(h.region, 3), ""), "days": hours.days if hours else 0,
            "visits": h.units.get("visit", 0), "minutes": sum(hours.totals.values()) if hours else 0,
            "meetings": h.units.get("meeting", 0), "gross": h.gross, "base": h.base, "tax": h.tax, "net": h.net, "due": h.due,
            "registered": h.registered, "account": str(account.id) if account else "",
            "bank": banks.get(account.bank, account.bank) if account else "", "ending": account.ending if account else "",
            "paid": formats.short_day(h.payment.on) if h.payment else "",
        })  # fmt: skip
    return told


def content_of(
    programme: Programme, month: datetime.date, number: int, found: list[Honorarium]
) -> dict[str, Any]:
    with translation.override("id"):
        rows = rows_of(found)
        taxes = {h.tax_edition_id: h.tax_edition for h in found if h.tax_edition}
        return frame(programme.region) | {
            "title": f"Berkas honorarium {formats.month(month)} nomor {number}",
            "lines": [
                ["Program", f"{programme.name} ({programme.code})"],
                ["Bulan", formats.month(month)],
                ["Jumlah pendamping", formats.number(len({h.mentor_id for h in found}))],
                ["Dasar tarif", "; ".join(sorted({h.rates.basis for h in found}))],
                [
                    "Dasar pajak",
                    "; ".join(sorted({t.legal_basis for t in taxes.values()})) or "belum ada aturan pajak",
                ],
            ],
            "rows": rows,
            "recap": recap_of(rows),
            "sums": {name: sum(r[name] for r in rows) for name in SUMS},
        }


def recap_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Per kecamatan; the city's own mentors stand by themselves."""
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"count": 0} | dict.fromkeys(SUMS, 0))
    for row in rows:
        part = found[row["district"] or row["place"]]
        part["count"] += 1
        for name in SUMS:
            part[name] += row[name]
    return [{"district": district, **found[district]} for district in sorted(found)]


def printed(content: dict[str, Any]) -> dict[str, Any]:
    """The frozen numbers as the paper writes them."""
    money, number = formats.money, formats.number
    rows, sums = content["rows"], content["sums"]
    hours = lambda r: number(round(r["minutes"] / 60, 1))  # noqa: E731
    each = list(enumerate(rows, start=1))
    return content | {
        "attendance": [[str(n), r["name"], r["place"], number(r["days"]), number(r["visits"]), hours(r), number(r["meetings"]), ""] for n, r in each],
        "recap_rows": [[p["district"], number(p["count"]), money(p["gross"]), money(p["tax"]), money(p["due"])] for p in content["recap"]],
        "recap_foot": ["Jumlah", number(len(rows)), money(sums["gross"]), money(sums["tax"]), money(sums["due"])],
        "taxes": [[str(n), r["name"], "ada" if r["registered"] else "tidak ada", money(r["gross"]), money(r["base"]), money(r["tax"])] for n, r in each],
        "tax_foot": ["", "Jumlah", "", money(sums["gross"]), "", money(sums["tax"])],
        "payments": [[str(n), r["name"], f"{r['bank']} •••• {r['ending']}" if r["ending"] else "belum ada", money(r["due"]), r["paid"]] for n, r in each],
        "payment_foot": ["", "Jumlah", "", money(sums["due"]), ""],
    }  # fmt: skip
