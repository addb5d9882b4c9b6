"""What was measured becomes a report: sections that refer to numbered figures, and the sentences around them.

Pure: material in, plain JSON out. The sentences are Indonesian on purpose, not through translation: a report is an
official document, whoever asks for it.
"""

from dampingi.outcomes.reports.composing.composing import compose
from dampingi.outcomes.reports.composing.material import Counts, Evaluated, Material, Place, StageDue, Unit

__all__ = ["Counts", "Evaluated", "Material", "Place", "StageDue", "Unit", "compose"]
