"""Which theme a wish may be of, and which wishes say the same: by their words alone, with the words that say so. A person decides."""

from dampingi.engines.themes.matching import Alike, Suggestion, alike, stems, suggested

__all__ = ["Alike", "Suggestion", "alike", "stems", "suggested"]
