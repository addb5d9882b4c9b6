"""The same reports by WeasyPrint: `python -m benchmarks._pdf_weasyprint DOCUMENTS` prints its figures as one line of JSON."""

import base64
import io
import json
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from typing import Any

import django

from benchmarks._apart import cpu_s, peak_mb
from benchmarks._pdf_here import contents

STYLE = """
@page { size: A4; margin: 2.2cm 2.2cm 2.4cm; @bottom-left { content: "%(running)s"; font-size: 7.5pt; color: #667 }
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 7.5pt; color: #667 } }
%(faces)s
body { font: 9.6pt/1.45 "Plex"; color: #1a2430 } .kop { text-align: center; border-bottom: 1.4pt solid #1a2430; padding-bottom: 7pt }
.kop b { display: block; font-size: 12pt } h1 { text-align: center; font-size: 14pt; letter-spacing: .03em } h2 { font-size: 11pt; margin: 16pt 0 7pt; break-after: avoid }
dl { display: grid; grid-template-columns: 3.6cm 1fr; row-gap: 6pt } dt { color: #667 } dd { margin: 0; font-weight: 500 }
table { width: 100%%; border-collapse: collapse } th { text-align: left; color: #667; font-size: 8.6pt; border-bottom: .7pt solid #1a2430 }
td { border-bottom: .4pt solid #ccd; padding: 3pt 0 } .n { text-align: right; width: 4.2cm; font-variant-numeric: tabular-nums } .k { width: 5cm; padding-left: 8pt }
.s { color: #667; font-size: 8.6pt } .sign { display: flex; gap: 14pt; break-inside: avoid } .sign div { flex: 1 } .v { display: flex; gap: 10pt; border-top: .7pt solid #ccd; padding-top: 6pt }
img { width: 2cm }
"""


def page(data: dict[str, Any], faces: str) -> str:
    t = escape
    kop, verify = data["kop"], data["verify"]
    lines = "".join(f"<dt>{t(a)}</dt><dd>{t(b)}</dd>" for a, b in data["lines"])
    parts = "".join(_part(n, part) for n, part in enumerate(data["parts"], start=1))
    words = "".join(
        f"<h2>{n}. {t(head)}</h2><p>{t(text)}</p>"
        for n, (head, text) in enumerate(data["words"], start=len(data["parts"]) + 1)
    )
    signed = "".join(
        f'<div><span class="s">{t(s["role"])}</span><p><b>{t(s["name"])}</b><br><span class="s">{t(s["at"])}</span></p></div>'
        for s in data["signatures"]
    )
    qr = base64.b64encode(_svg(verify["qr"])).decode()
    style = STYLE % {"running": data["running"].replace('"', "'"), "faces": faces}
    return (
        f'<html lang="id"><head><title>{t(data["title"])}</title><style>{style}</style></head><body><div class="kop">{t(kop["government"])}<b>{t(kop["office"])}</b>'
        f"{t(kop['address'])} {t(kop['contact'])}</div><h1>LAPORAN BULANAN PENDAMPING</h1><dl>{lines}</dl>{parts}{words}"
        f'<div class="sign">{signed}</div><div class="v"><img src="data:image/svg+xml;base64,{qr}"><p class="s">{t(verify["url"])}<br>{t(verify["code"])}<br>{t(verify["hash"])}</p></div></body></html>'
    )


def _part(number: int, part: dict[str, Any]) -> str:
    rows = "".join(
        f'<tr><td>{escape(a)}</td><td class="n">{escape(str(b))}</td><td class="k">{escape(str(c))}</td></tr>' for a, b, c in part["lines"]
    )  # fmt: skip
    return (
        f'<h2>{number}. {escape(part["title"])}</h2><table><thead><tr><th>Uraian</th><th class="n">Jumlah</th><th class="k">Keterangan</th></tr></thead>'
        f'<tbody>{rows}</tbody></table><p class="s">{escape(part["people"])}</p>'
    )


def _svg(told: Any) -> bytes:
    return told.encode() if isinstance(told, str) else bytes(told)


def faces() -> str:
    """The very file that Typst reads: one with all weights in it."""
    from dampingi.outcomes.documents.fonts import folders

    found = [p for folder in folders() for p in Path(folder).rglob("*.ttf") if "Italic" not in p.name]
    return "".join(f'@font-face {{ font-family: "Plex"; src: url("{p.as_uri()}") }}' for p in found)


def main(documents: int) -> dict[str, Any]:
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as absent:
        return {"absent": f"not here: {' '.join(str(absent).split())[:160]}"}
    from pypdf import PdfReader

    told, known = contents(), faces()
    assert known, "our own typeface was not found"
    with tempfile.TemporaryDirectory() as folder:
        fonts = FontConfiguration()
        weasyprint.HTML(string=page(told[0][1], known)).write_pdf(font_config=fonts)
        begun, cpu = time.perf_counter(), cpu_s()
        made = []
        for name, data in told[:documents]:
            out = Path(folder) / f"{name}.pdf"
            weasyprint.HTML(string=page(data, known)).write_pdf(out, font_config=fonts)
            made.append(out)
        took, cpu = time.perf_counter() - begun, cpu_s() - cpu
        pages = sum(len(PdfReader(io.BytesIO(out.read_bytes())).pages) for out in made)
    return {
        "documents": len(made), "pages": pages, "seconds": round(took, 2), "pages_per_s": round(pages / took, 2),
        "documents_per_s": round(len(made) / took, 2), "peak_mb": peak_mb(), "documents_per_cpu_s": round(len(made) / cpu, 2),
    }  # fmt: skip


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
