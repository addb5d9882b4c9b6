"""What the app says, in each language."""

import json
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract

from dampingi.capture.field.words import FOLDER, catalogue, looks, sentences


def told(language: str) -> dict:
    body = catalogue(language).decode()
    return {name: json.loads(value) for name, value in re.findall(r"export const (\w+) = (.*);\n", body)}


def test_every_sentence_that_is_translated_comes_along():
    found = set()
    for path in FOLDER.rglob("*.js"):
        with path.open("rb") as source:
            for _line, said, _comments, _context in extract(
                "javascript", source, {"_": None, "ngettext": (1, 2)}
            ):
                found.add(said if isinstance(said, tuple) else (said, ""))
    assert set(sentences()) == found
    assert len(found) > 200


def test_no_sentence_hides_in_a_template_string():
    """There `bin/messages` would not find it."""
    hidden = re.compile(r"`[^`]*\$\{[^}`]*\b(?:_|ngettext)\(\"")
    assert [p.name for p in FOLDER.rglob("*.js") if hidden.search(p.read_text())] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_code_lists_come_in_the_language_and_in_their_order(language):
    lists = told(language)["lists"]
    assert next(iter(lists["topics"])) == "verifikasi"
    assert lists["topics"]["lainnya"] == {"id": "Lainnya", "en": "Other"}[language]
    assert all(c["field"] in lists["constraint_fields"] for c in lists["constraints"].values())


def test_english_has_every_sentence_and_both_numbers():
    words = told("en")["words"]
    assert words["Hari ini"] == "Today"
    assert words["%(n)s peserta"] == ["%(n)s participant", "%(n)s participants"]
    assert [
        one for one, many in sentences() if one not in words or isinstance(words[one], list) != bool(many)
    ] == []
    assert told("id")["words"] == {}


def test_the_sheet_is_the_houses_own():
    tokens = Path(looks.__code__.co_filename).parents[2] / "foundation/ui/styles/tokens.css"
    assert tokens.read_bytes() in looks()
