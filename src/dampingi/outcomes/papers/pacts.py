"""The text of an agreement, as both sides sign it: parties, scope, obligations, signatures. Always Indonesian."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import frame
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.records.pacts.models import Obligation, Pact, Side, State


def draft(pact: Pact) -> Draft:
    """The text both sides sign, once legal review cleared it; one for each time it was."""
    if pact.revision == 0 or pact.state in (State.DRAFT, State.REVIEW):
        raise Refused(
            _("Naskah resmi terbit setelah disetujui bagian hukum. Sebelum itu, unduh naskah Word."),
            status=404,
        )
    return Draft(
        kind=Paper.Kind.PACT, subject=pact.id, version=pact.revision, replaces=False, region=pact.region,
        content=lambda _number: text_of(pact), called="perjanjian",
    )  # fmt: skip


def text_of(pact: Pact) -> dict[str, Any]:
    with translation.override("id"):
        kind = source_names("pact_kinds").get(pact.kind, pact.kind)
        head = frame(pact.region)
        office = head["kop"].get("office") or head["kop"].get("name") or "Dinas"
        return head | {
            "title": f"{kind} tentang {pact.title}",
            "kind": kind.upper(),
            "about": pact.title,
            "with": pact.partner.name,
            "parties": [_party(pact, Side.OURS, "PIHAK KESATU", office), _party(pact, Side.THEIRS, "PIHAK KEDUA", pact.partner.name)],
            "scope": pact.scope,
            "duration": f"Berlaku sejak {formats.day(pact.starts_on)} sampai dengan {formats.day(pact.ends_on)}, dan dapat diperbarui atas kesepakatan kedua pihak.",
            "under": f"Melaksanakan {pact.under.title}." if pact.under else "",
            "version": pact.version,
        }  # fmt: skip


def _party(pact: Pact, side: str, called: str, name: str) -> dict[str, Any]:
    return {
        "called": called,
        "name": name,
        "signing": [
            [s.name, s.position, s.basis] for s in pact.signatories.filter(side=side).order_by("name")
        ],
        "owes": [_owed(o) for o in pact.obligations.filter(side=side).order_by("what", "id")],
    }


def _owed(o: Obligation) -> str:
    when = f"paling lambat {formats.day(o.due_on)}" if o.due_on else "setiap bulan"
    much = {"rupiah": formats.money, "pieces": lambda n: f"{formats.number(n)} buah"}.get(o.unit)
    return f"{o.what}, {when}" + (f", {much(o.amount)}" if much and o.amount else "")


def lines_of(told: dict[str, Any]) -> list[tuple[str, str]]:
    """The same text as paragraphs of a Word file, for whoever edits it before it is handed in."""
    first, second = told["parties"]
    found = [
        ("title", told["kind"]), ("head", f"antara {first['name']} dan {second['name']}"), ("head", f"tentang {told['about']}"),
        ("text", "Yang bertanda tangan di bawah ini:"),
    ]  # fmt: skip
    for party in told["parties"]:
        found += [
            ("text", f"{name}, {position}, berdasarkan {basis};")
            for name, position, basis in party["signing"]
        ]
        found.append(
            ("text", f"bertindak untuk dan atas nama {party['name']}, selanjutnya disebut {party['called']}.")
        )
    found += [("text", told["under"])] if told["under"] else []
    found += [
        ("text", "Kedua pihak sepakat sebagai berikut."),
        ("head", "Pasal 1"),
        ("head", "Ruang lingkup"),
    ]
    found += [("text", line) for line in told["scope"].split("\n") if line.strip()]
    found += [("head", "Pasal 2"), ("head", "Kewajiban")]
    for party in told["parties"]:
        if party["owes"]:
            found.append(("text", f"{party['called']} wajib:"))
            found += [("text", f"{n}. {owed}") for n, owed in enumerate(party["owes"], 1)]
    found += [("head", "Pasal 3"), ("head", "Jangka waktu"), ("text", told["duration"])]
    for party in told["parties"]:
        found.append(("head", party["called"]))
        found += [("head", f"{name}\t{position}") for name, position, _basis in party["signing"]]
    return found
