"""Keeps the English catalogue: `python bin/messages.py` collects the sentences and compiles; `--check` only looks.

The sentences in the source are Indonesian. Django's own tool needs GNU gettext; this one needs only Python packages.
"""

import ast
import io
import sys
from pathlib import Path

import polib
import yaml
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "dampingi"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
CODE_LISTS = (
    "capital_blockers",
    "cooperative_kinds",
    "pact_kinds",
    "partner_kinds",
    "actions",
    "aspiration_themes",
    "audited",
    "authorities",
    "problem_topics",
    "channels",
    "closures",
    "constraint_fields",
    "market_goods",
    "constraint_sources",
    "constraints",
    "data_quality",
    "equipment_kinds",
    "equipment_priorities",
    "grant_forms",
    "grant_priorities",
    "need_bands",
    "needs",
    "loan_documents",
    "loan_readiness",
    "loan_reasons",
    "loan_requirements",
    "loan_schemes",
    "loan_steps",
    "passing_bands",
    "plan_points",
    "passing_criteria",
    "programme_rates",
    "put_off",
    "education_levels",
    "mentor_fields",
    "mentor_requirements",
    "resolutions",
    "sectors",
    "product_kinds",
    "product_permits",
    "creative_subsectors",
    "topics",
    "work_kinds",
)
LIST_TEXTS = {
    "data_quality": ("name", "why", "cure"),
    "constraints": ("name", "meant", "signs"),
    "constraint_fields": ("name", "short"),
    "needs": ("name", "why"),
    "grant_forms": ("name", "why"),
    "equipment_priorities": ("name", "short", "rule"),
    "loan_documents": ("name", "help"),
    "loan_readiness": ("name", "question", "settle"),
    "loan_reasons": ("name", "change"),
    "loan_requirements": ("name", "cure", "unknown"),
    "passing_criteria": ("name", "rule"),
    "programme_rates": ("name", "rule"),
    "mentor_requirements": ("name", "help"),
}
"""What is said besides the name."""
EDITIONS = {"grant_forms": "forms"}
"""Where the entries stand in a list that is an edition with more beside them."""
INDICATOR_TEXTS = ("name", "why", "formula", "source", "unit", "limits", "target")
KEYWORDS = {
    "_": None,
    "_now": None,
    "lazy": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Key = tuple[str | None, str]


def main() -> int:
    checking = "--check" in sys.argv[1:]
    wanted = collect()
    catalogue = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else _empty()
    if not checking:
        merge(catalogue, wanted)
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(CATALOGUE))
        catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    faults = check(catalogue, wanted)
    for fault in faults:
        print(fault)
    if not checking:
        print(f"{len(wanted)} sentences, {len(faults)} still to do", file=sys.stderr)
    return 1 if checking and faults else 0


def collect() -> dict[Key, tuple[str, list[str]]]:
    """Every translatable sentence: (context, sentence) -> (plural or '', where it stands)."""
    found: dict[Key, tuple[str, list[str]]] = {}
    for path in sorted(
        [
            *SOURCE.rglob("*.py"),
            *SOURCE.rglob("templates/**/*.html"),
            *SOURCE.rglob("templates/**/*.txt"),
            *SOURCE.rglob("static/**/*.js"),
        ]
    ):
        where = path.relative_to(SOURCE).as_posix()
        for key, plural in _sentences(path):
            known = found.setdefault(key, (plural, []))
            if where not in known[1]:
                known[1].append(where)
    for sentence, where in _defined():
        found.setdefault((None, sentence), ("", []))[1].append(where)
    return found


def _defined() -> list[tuple[str, str]]:
    """The names of the code lists and the texts of the indicators: content that people read on screen."""
    folder = SOURCE / "definitions"
    lists = [(folder / f"{name}.yaml", LIST_TEXTS.get(name, ("name",))) for name in CODE_LISTS]
    lists += [(path, INDICATOR_TEXTS) for path in sorted((folder / "indicators").glob("*.yaml"))]
    found = []
    for path, texts in lists:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
        read = read[EDITIONS[path.stem]] if path.stem in EDITIONS else read
        for entry in read if isinstance(read, list) else [read]:
            found += [(str(entry[text]).strip(), path.relative_to(SOURCE).as_posix()) for text in texts]
    return found


def _sentences(path: Path) -> list[tuple[Key, str]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return _called(text)
    if path.suffix == ".js":
        return _extracted(text, "javascript")
    # a template's indentation means nothing; the extractor would read it as Python's
    calls = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    return _extracted(calls, "python")


def _called(program: str) -> list[tuple[Key, str]]:
    """What is said by literal sentences; Babel's extractor sees none inside f-strings, and takes keys (`_(row["name"])`) for sentences."""
    calls = (node for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Call))
    return [said for call in calls if (said := _said(call))]


def _said(call: ast.Call) -> tuple[Key, str] | None:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name not in KEYWORDS:
        return None
    wanted = KEYWORDS[name] or (1,)
    has_context = isinstance(wanted[0], tuple)
    texts = [a.value for a in call.args[: len(wanted)] if isinstance(a, ast.Constant)]
    if len(texts) < len(wanted) or not all(texts):
        return None
    context, (sentence, *plural) = (texts[0], texts[1:]) if has_context else (None, texts)
    return (context, sentence), plural[0] if plural else ""


def _extracted(text: str, language: str) -> list[tuple[Key, str]]:
    found = []
    for _line, message, _comments, context in extract(language, io.BytesIO(text.encode()), KEYWORDS):
        singular, plural = message if isinstance(message, tuple) else (message, "")
        if singular:
            found.append(((context, singular), plural or ""))
    return found


def merge(catalogue: polib.POFile, wanted: dict[Key, tuple[str, list[str]]]) -> None:
    """Add what is new, drop what is gone; what is translated stays."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    catalogue.clear()
    for (context, sentence), (plural, places) in sorted(
        wanted.items(), key=lambda item: (item[1][1][0], item[0][1])
    ):
        entry = known.get((context, sentence)) or polib.POEntry(msgctxt=context, msgid=sentence)
        if plural and not entry.msgid_plural:
            entry.msgid_plural, entry.msgstr_plural = plural, {0: "", 1: ""}
        entry.occurrences = [(place, "") for place in places[:1]]
        entry.flags = ["python-format"] if "%(" in sentence else []
        catalogue.append(entry)


def check(catalogue: polib.POFile, wanted: dict[Key, tuple[str, list[str]]]) -> list[str]:
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    faults = [f"not in the catalogue: {key[1]!r} ({wanted[key][1][0]})" for key in wanted if key not in known]
    faults += [f"no longer in the source: {key[1]!r}" for key in known if key not in wanted]
    faults += [f"not translated: {e.msgid!r} ({_place(e)})" for e in known.values() if not e.translated()]
    faults += [
        f"other placeholders than the source: {e.msgid!r}" for e in known.values() if not _same_places(e)
    ]
    compiled = CATALOGUE.with_suffix(".mo")
    if not compiled.exists() or _compiled(compiled) != _translations(catalogue):
        faults.append("the compiled catalogue is behind: run bin/messages")
    return faults


def _place(entry: polib.POEntry) -> str:
    return entry.occurrences[0][0] if entry.occurrences else ""


def _same_places(entry: polib.POEntry) -> bool:
    import re

    def places(text: str) -> set[str]:
        return set(re.findall(r"%\(\w+\)[sd]|%\(\w+\)\.\d+f", text))

    told = [entry.msgstr, *entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]
    allowed = places(entry.msgid) | places(entry.msgid_plural)
    return all(
        not text or (places(text) <= allowed and (entry.msgid_plural or places(text) == allowed))
        for text in told
    )


def _translations(catalogue: polib.POFile) -> dict[Key, object]:
    return {(e.msgctxt, e.msgid): e.msgstr or dict(e.msgstr_plural) for e in catalogue.translated_entries()}


def _compiled(path: Path) -> dict[Key, object]:
    return {(e.msgctxt or None, e.msgid): e.msgstr or dict(e.msgstr_plural) for e in polib.mofile(str(path))}


def _empty() -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


if __name__ == "__main__":
    sys.exit(main())
