"""The press: a process of its own that sets documents with Typst and then ends, so that its memory ends with it.

Run by path with `python -I press.py`; knows neither Django nor the rest of the product. Reads one JSON object a line,
{template, root, fonts, data, timestamp, out}, and answers one JSON line each: {"out": path} or {"fault": text}.
"""

import json
import sys
from functools import cache
from typing import Any

import typst

STANDARDS = ["a-2a", "ua-1"]
"""Archivable (PDF/A-2, level A: tagged) and accessible (PDF/UA-1) at once."""


@cache
def compiler(template: str, root: str, fonts: tuple[str, ...]) -> typst.Compiler:
    """Kept for the documents of one template: its files and fonts are read once, a fifth of the time of two pages."""
    return typst.Compiler(template, root=root, font_paths=list(fonts), ignore_system_fonts=True)


def set_one(job: dict[str, Any]) -> dict[str, str]:
    """Typst only warns of an unknown font or a figure without words for those who cannot see it: here both are faults."""
    try:
        body, warnings = compiler(job["template"], job["root"], tuple(job["fonts"])).compile_with_warnings(
            sys_inputs={"data": job["data"]},
            pdf_standards=STANDARDS,
            timestamp=job["timestamp"],
        )
    except typst.TypstError as error:
        return {"fault": " ".join([str(error), *map(str, error.trace), *map(str, error.hints)])}
    if warnings:
        return {"fault": "; ".join(str(warning) for warning in warnings)}
    with open(job["out"], "wb") as out:
        out.write(body)
    return {"out": job["out"]}


def main() -> None:
    for line in sys.stdin:
        sys.stdout.write(json.dumps(set_one(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
