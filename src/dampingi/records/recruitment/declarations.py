"""The declaration of neutrality in force: the text as shipped, kept as an edition with its hash."""

from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import load
from dampingi.records.recruitment.models import Declaration


def declaration_in_force() -> Declaration:
    told = load("neutrality")
    text = told["text"].strip()
    found, _made = Declaration.objects.get_or_create(
        edition=told["edition"], defaults={"text": text, "hash": digest(text)}
    )
    return found
