import uuid
from typing import IO, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import sheets
from dampingi.foundation.ui.columns import Column
from dampingi.insight.rounds import answers, queries, standings, summary
from dampingi.insight.rounds.models import Round
from dampingi.insight.rounds.periods import named


@require_GET
@requires(queries.SEE)
def round_figures(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """What was handed in, region beside region, and together; as a workbook with `?unduh=1`."""
    found = queries.round_(request.actor, round_id)
    if not request.actor.may(queries.SEE, region=found.region):
        raise Denied(
            _("Angka semua wilayah untuk yang mengundang; isian wilayah Anda ada pada halamannya sendiri.")
        )
    entries = list(queries.entries(request.actor).filter(round=found).order_by("region"))
    places = names({found.region, *(e.region for e in entries)})
    lines = summary.lines(found, entries, standings.latest_editions(entries), places)
    period = named(found.kind, found.starts_on)
    if request.GET.get("unduh"):
        body = _workbook(
            found, lines, f"{places.get(found.region, found.region)}, {period}", request.actor.name
        )
        return sheets.download(body, f"putaran-{found.region}-{found.starts_on}")
    told = [(line, [_cell(row) for row in line.rows]) for line in lines]
    context = {
        "round": found, "period": period, "place": places.get(found.region, found.region), "lines": told,
        "together": summary.together(found, lines), "accepted": sum(line.accepted for line in lines),
    }  # fmt: skip
    return render(request, "rounds/figures.html", context)


def _cell(row: Any) -> dict[str, str] | None:
    return None if row is None else {"value": answers.shown(row, row["answer"]), "counted": answers.counted(row["answer"]), "why": answers.why_missing(row["answer"])}  # fmt: skip


def _workbook(round: Round, lines: list[summary.Line], title: str, made_for: str) -> IO[bytes]:
    """A row for each region and question: numerators and denominators stay apart, so that they can be added."""
    columns = [
        Column("region", _("Kode wilayah")), Column("place", _("Wilayah")), Column("question", _("Pertanyaan")), Column("unit", _("Satuan")),
        Column("top", _("Angka atau pembilang"), kind="number"), Column("bottom", _("Penyebut"), kind="number"),
        Column("missing", _("Bila tidak ada data")), Column("source", _("Asal")), Column("remark", _("Keterangan")), Column("state", _("Keadaan")),
    ]  # fmt: skip
    rows = [_row(line, question, row) for line in lines for question, row in zip(round.questions, line.rows, strict=True)]  # fmt: skip
    return sheets.workbook(title=title, columns=columns, rows=rows, conditions=[], made_for=made_for)


def _row(line: summary.Line, question: Any, row: Any) -> list[Any]:
    head = [line.entry.region, line.place, question["name"], question["unit"]]
    if row is None:
        return [*head, None, None, _("belum diajukan"), "", "", str(line.entry.get_state_display())]
    answer = row["answer"]
    number = answer.get("top", answer.get("number"))
    source = _("Dari aplikasi") if row["known"] else _("Diisi sendiri")
    return [
        *head, number, answer.get("bottom"), answers.why_missing(answer), source, answer.get("remark", ""), str(line.entry.get_state_display()),
    ]  # fmt: skip
