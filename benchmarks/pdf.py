"""63 monthly reports of kelurahan as official forms in one go, beside WeasyPrint setting the same words, tables and QR code.

`one_go` is what the office's button does: the reports are read, frozen, registered, set by Typst as PDF/A-2a with PDF/UA-1 tags and kept. `pages_per_s` is the setting alone,
as is WeasyPrint's: from content in hand to files on disk, with the same typeface, on the same A4 pages. WeasyPrint makes plain PDFs (no archive
standard, no tags: less work than ours); its first document, with which it reads its fonts, is not counted, while each of our presses is. One
process each. Without Pango (on Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0) the figures say so and have no ratio.
"""

import tempfile
from typing import Any

from benchmarks._apart import apart

REPORTS = 63
THEIRS = {True: 12, False: REPORTS}


def run(*, quick: bool) -> dict[str, Any]:
    """pages_per_s, ratio_to_weasyprint; seconds and memory of 63 reports in one go."""
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as home:
        apart("_pdf_here", home, "build", REPORTS)
        ours = apart("_pdf_here", home, "ours")
        one_go = apart("_pdf_here", home, "one_go")
        theirs = apart("_pdf_weasyprint", home, THEIRS[quick])
    found = {
        "pages_per_s": ours["pages_per_s"],
        "documents_per_s": ours["documents_per_s"],
        "pages": ours["pages"],
        "press_peak_mb": ours["press_peak_mb"],
        "one_go_reports": one_go["reports"],
        "one_go_s": one_go["seconds"],
        "one_go_peak_mb": one_go["peak_mb"],
        "one_go_press_peak_mb": one_go["press_peak_mb"],
        "zip_mb": one_go["zip_mb"],
    }
    if "absent" in theirs:
        return found | {"ratio_to_weasyprint": None, "weasyprint": theirs["absent"]}
    return found | {
        "ratio_to_weasyprint": round(ours["documents_per_s"] / theirs["documents_per_s"], 1),
        "ratio_to_weasyprint_cpu": round(ours["documents_per_cpu_s"] / theirs["documents_per_cpu_s"], 1),
        "weasyprint_pages_per_s": theirs["pages_per_s"],
        "weasyprint_documents_per_s": theirs["documents_per_s"],
        "weasyprint_documents": theirs["documents"],
        "weasyprint_peak_mb": theirs["peak_mb"],
    }
