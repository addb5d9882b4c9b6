"""Looks through the committed files for what must not be there: paths of one machine, registries, real data, leftovers."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARY = {
    ".mo",
    ".png",
    ".jpg",
    ".jpeg",
    ".ico",
    ".pdf",
    ".xlsx",
    ".xls",
    ".ods",
    ".gz",
    ".woff2",
    ".ttf",
    ".otf",
}
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.])/(?:work|tmp|root)/[\w.]|/home/(?!%s|\$)[a-z]\w*/|\.\./shared",
    "a package registry's host": r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org",
    "a leftover": r"\b(?:TODO|FIXME|XXX|HACK)\b",
    "a conflict marker": r"^(?:<{7}|>{7}) ",
}
HERE = "bin/tree.py"
LARGEST = {".po": 4 * 2**20}
"""Bytes by ending; all else 2 MiB. The catalogue grows with the screens."""


def main() -> int:
    found = [fault for path in _committed() for fault in _faults(path)]
    for fault in found:
        print(fault)
    return 1 if found else 0


def _committed() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in listed.stdout.split("\0") if path and path != HERE and (ROOT / path).is_file()]


def _faults(path: str) -> list[str]:
    file = ROOT / path
    if file.stat().st_size > (largest := LARGEST.get(file.suffix, 2 * 2**20)):
        return [f"{path}: larger than {largest >> 20} MiB"]
    if file.suffix in BINARY:
        return []
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return [f"{path}: neither UTF-8 text nor a known binary kind"]
    faults = []
    for what, pattern in FORBIDDEN.items():
        for match in re.finditer(pattern, text, re.M):
            line = text.count("\n", 0, match.start()) + 1
            faults.append(f"{path}:{line}: {what}: {match[0]!r}")
    if path.startswith("requirements/") and "://" in text:
        faults.append(f"{path}: names an address; pins name packages and hashes only")
    return faults


if __name__ == "__main__":
    sys.exit(main())
