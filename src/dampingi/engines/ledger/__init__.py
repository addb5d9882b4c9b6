"""A small ledger in double entry: every entry's lines add up to nothing, so the whole book does; what was posted is only ever reversed, and a reversal takes back
exactly its entry. Accounts named as `floors` never fall below zero. Whole rupiah. (Pacioli, Summa de arithmetica, 1494, is still the source.)

An amount above zero is a debit, below zero a credit.
"""

from dampingi.engines.ledger.book import Book, Entry, Refusal, Why, reversal

__all__ = ["Book", "Entry", "Refusal", "Why", "reversal"]
