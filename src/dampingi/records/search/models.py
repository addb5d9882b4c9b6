"""The search index: one document per business, the words they draw on, and what waits to be indexed again.

All of it is derived from the register and can be made anew (`dampingi search rebuild`). Personal data: names and phones, as the
register holds them.
"""

from django.db import models


class Document(models.Model):
    """What can be found of one business. The database derives its postings from `text` (see `postings.py`)."""

    id = models.BigAutoField(primary_key=True)
    """Of its own and an integer, because postings point at it: SQLite's implicit row ids change when a table is remade."""
    business = models.UUIDField(unique=True)
    text = models.TextField()
    """Words in fields, see `wording.document_text`."""


class Word(models.Model):
    """A word that documents use. Never removed but by a rebuild, so that a process can read on from the last one it knows."""

    id = models.BigAutoField(primary_key=True)
    word = models.CharField(max_length=300, unique=True)
    documents = models.IntegerField(default=0)
    batch = models.BigIntegerField()
    """Chance, the same for all words that were added together: a process sees by it whether its words are still these."""


class Stale(models.Model):
    """A business changed and its document not yet, or its owner did. Database triggers write here, whoever changes the register.

    The triggers name no other table: SQLite would refuse to remake a table that another table's trigger reads.
    """

    id = models.BigAutoField(primary_key=True)
    business = models.UUIDField(null=True)
    owner = models.UUIDField(null=True)
