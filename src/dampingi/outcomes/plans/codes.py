"""The planning nomenclature in force for a region: programme, kegiatan and sub-kegiatan by their codes."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains
from dampingi.outcomes.plans.models import CodeList

PROGRAMME, KEGIATAN, SUB = 3, 5, 6
MOST, LONGEST = 5_000, 300
_CODE = re.compile(r"\d{1,2}(\.\d{1,4}){2,5}")
LEVELS = (PROGRAMME, KEGIATAN, SUB)


@dataclass(frozen=True)
class Codes:
    source: str
    names: dict[str, str]
    number: int
    """0: the sample that is shipped."""

    @property
    def hash(self) -> str:
        return digest(sorted(self.names.items()))

    def subs(self) -> list[tuple[str, str]]:
        return [(code, name) for code, name in sorted(self.names.items()) if parts(code) == SUB]

    def known(self, code: str) -> str:
        """The code, or '' where the list does not have it as a sub-kegiatan."""
        return code if code in self.names and parts(code) == SUB else ""

    def above(self, code: str, level: int) -> tuple[str, str]:
        """(code, name) of its programme or kegiatan; ('', '') without a code."""
        if not code:
            return "", ""
        wider = ".".join(code.split(".")[:level])
        return wider, self.names.get(wider, "")


def parts(code: str) -> int:
    return code.count(".") + 1 if code else 0


def codes_of(region: str) -> Codes:
    """The nearest office's own latest list, else the sample."""
    rows = CodeList.objects.unscoped("nomenclature is public").order_by("-number")
    own = [row for row in rows if contains(row.region, region)]
    if own:
        latest = max(own, key=lambda row: (len(row.region), row.number))
        return Codes(latest.source, dict(latest.entries), latest.number)
    shipped = load("sub_activities")
    return Codes(shipped["source"], {e["code"]: e["name"] for e in shipped["entries"]}, 0)


def read(text: str) -> list[list[str]]:
    """[[code, name]] of pasted lines: code and name apart by a tab, a semicolon or spaces. Refuses with the line."""
    lines = [line.strip() for line in text.replace("\0", "").splitlines() if line.strip()]
    if not 1 <= len(lines) <= MOST:
        raise Refused(_("Tempel 1 sampai %(most)d baris: kode, lalu namanya.") % {"most": MOST})
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        code, _gap, name = re.sub(r"[\t;]+|\s+", " ", line, count=1).partition(" ")
        told = {"number": number, "code": code[:40]}
        if not _CODE.fullmatch(code) or parts(code) not in LEVELS:
            raise Refused(
                _(
                    "Baris %(number)d: %(code)s bukan kode program (3 bagian), kegiatan (5), atau sub-kegiatan (6). Perbaiki baris itu."
                )
                % told
            )
        if not name.strip() or len(name) > LONGEST:
            raise Refused(
                _("Baris %(number)d: tulis nama sesudah kode %(code)s, paling panjang 300 huruf.") % told
            )
        if found.setdefault(code, name.strip()) != name.strip():
            raise Refused(
                _("Baris %(number)d: kode %(code)s muncul dua kali dengan nama berbeda. Hapus salah satunya.")
                % told
            )
    if not any(parts(code) == SUB for code in found):
        raise Refused(_("Daftar ini belum memuat satu pun sub-kegiatan (kode dengan enam bagian)."))
    return [[code, name] for code, name in sorted(found.items())]
