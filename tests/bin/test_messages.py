"""What the collector of sentences sees: a sentence it overlooks stays Indonesian for whoever reads English, and nothing complains."""

import ast
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "dampingi"


@pytest.fixture(scope="module")
def messages():
    spec = importlib.util.spec_from_file_location("messages", ROOT / "bin" / "messages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def collected(messages, tmp_path, text: str, name: str = "page.py") -> list:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [key for key, _plural in messages._sentences(path)]


def test_a_sentence_inside_an_f_string_is_collected(messages, tmp_path):
    text = """said = f"{n}: {_('Tertinggal: %(names)s.') % {'names': ', '.join(late)}}"\n"""
    assert (None, "Tertinggal: %(names)s.") in collected(messages, tmp_path, text)


def test_its_context_and_plural_too(messages, tmp_path):
    text = """said = f"{pgettext('menu', 'Tema')} {ngettext('%(n)d bukti', '%(n)d bukti', n)}"\n"""
    found = collected(messages, tmp_path, text)
    assert ("menu", "Tema") in found
    assert (None, "%(n)d bukti") in found


def test_a_template_is_read_as_before(messages, tmp_path):
    text = "{% load i18n %}{% trans 'Tema' context 'menu' %} {% trans 'Papan' %}"
    assert collected(messages, tmp_path, text, "page.html") == [("menu", "Tema"), (None, "Papan")]


def test_every_name_the_source_gives_to_gettext_is_one_the_collector_knows(messages):
    unknown = [
        f"{path.relative_to(SOURCE)}: {alias.asname}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name and (alias.asname or alias.name) not in messages.KEYWORDS
    ]
    assert unknown == []


def test_the_key_of_a_text_is_no_sentence(messages, tmp_path):
    assert (
        collected(messages, tmp_path, 'said = _(row["name"]) + _(a["cure"] if failed else a["unknown"])\n')
        == []
    )


def test_a_template_may_be_indented_anyhow(messages, tmp_path):
    text = "<p>\n    {% if a %}\n  {% trans 'Satu' %}\n{% if b %}{% trans 'Dua' %}{% endif %}{% endif %}\n {% trans 'Tiga' %}"
    assert [key[1] for key in collected(messages, tmp_path, text, "page.html")] == ["Satu", "Dua", "Tiga"]
