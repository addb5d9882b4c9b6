"""The plan as a workbook in the order planning agencies read: programme, kegiatan, sub-kegiatan, then what, how much, when and from where. Text never becomes a formula."""

import io
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui import formats
from dampingi.foundation.ui.sheets import NUMBER_FORMATS, OPTIONS
from dampingi.outcomes.plans.freezing import QUARTERS
from dampingi.outcomes.plans.listing import where
from dampingi.outcomes.plans.models import Fund, Plan

WIDTHS = (20, 46, 34, 12, 12, 18, 18, 18, 18, 20, 22, 30, 24, 40)


def workbook(plan: Plan, body: dict[str, Any], *, made_for: str) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS | {"constant_memory": False})
    looks = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "group": book.add_format({"bold": True, "bg_color": "#ECEAF6"}),
        "group_money": book.add_format(
            {"bold": True, "bg_color": "#ECEAF6", "num_format": NUMBER_FORMATS["money"]}
        ),
        "money": book.add_format({"num_format": NUMBER_FORMATS["money"]}),
        "number": book.add_format({"num_format": "#,##0.##"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    _plan(book.add_worksheet("Renja"), body, looks)
    _about(book.add_worksheet(_("Keterangan")), plan, body, made_for)
    book.close()
    return out.getvalue()


def _plan(sheet: Any, body: dict[str, Any], looks: dict[str, Any]) -> None:
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    heads = (
        _("Kode"), _("Program / kegiatan / sub-kegiatan"), _("Indikator"), _("Target"), _("Satuan"), _("Triwulan I"), _("Triwulan II"),
        _("Triwulan III"), _("Triwulan IV"), _("Jumlah"), _("Sumber dana"), _("Lokasi"), _("Penanggung jawab"), _("Dasar"),
    )  # fmt: skip
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, looks["head"])
    sheet.freeze_panes(1, 2)
    row, before = 1, ("", "", "")
    for a in body["activities"]:
        levels = (a["programme"], a["kegiatan"], [a["code"], a["sub"]])
        for depth, (code, name) in enumerate(levels):
            if code and code != before[depth]:
                _group(sheet, row, code, name, _inside(body, code), looks)
                row += 1
        before = tuple(code for code, _name in levels)
        _activity(sheet, row, a, looks)
        row += 1
    _group(sheet, row, "", _("Jumlah"), body["activities"], looks)


def _inside(body: dict[str, Any], code: str) -> list[dict[str, Any]]:
    return [a for a in body["activities"] if a["code"] == code or a["code"].startswith(code + ".")]


def _group(
    sheet: Any, row: int, code: str, name: str, members: list[dict[str, Any]], looks: dict[str, Any]
) -> None:
    for place in range(len(WIDTHS)):
        sheet.write_blank(row, place, None, looks["group"])
    sheet.write_string(row, 0, code, looks["group"])
    sheet.write_string(row, 1, name, looks["group"])
    for place, key in enumerate((*QUARTERS, "budget"), start=5):
        sheet.write_number(row, place, sum(a[key] for a in members), looks["group_money"])


def _activity(sheet: Any, row: int, a: dict[str, Any], looks: dict[str, Any]) -> None:
    sheet.write_string(row, 1, a["title"], looks["text"])
    sheet.write_string(row, 2, a["indicator"], looks["text"])
    if a["target"] is not None:
        sheet.write_number(row, 3, float(a["target"]), looks["number"])
    sheet.write_string(row, 4, a["unit"], looks["text"])
    for place, key in enumerate((*QUARTERS, "budget"), start=5):
        sheet.write_number(row, place, a[key], looks["money"])
    told = (str(Fund(a["fund"]).label), where(a), a["owner"], "; ".join(r["words"] for r in a["sources"]))
    for place, text in enumerate(told, start=10):
        sheet.write_string(row, place, text[:32_000], looks["text"])


def _about(sheet: Any, plan: Plan, body: dict[str, Any], made_for: str) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 80)
    facts = (
        (_("Rencana kerja"), f"{body['region'][1]} {body['year']}"), (_("Edisi"), str(body["edition"])), (_("Keadaan"), plan.get_state_display()),
        (_("Pagu"), formats.money(body["ceiling"])), (_("Kode menurut"), body["codes"]["source"]), (_("Sidik isi"), plan.hash or formats.MISSING),
        (_("Diunduh oleh"), made_for),
    )  # fmt: skip
    for row, (label, text) in enumerate(facts):
        sheet.write_string(row, 0, str(label))
        sheet.write_string(row, 1, str(text))
