"""Photos and voice notes of questions under a key of their own."""

from dampingi.foundation.sealing import Seal
from dampingi.records.questions.models import QuestionFile

SEAL = Seal("questions", b"clinic question file")


def opened(file: QuestionFile) -> bytes:
    """A photo's copy without position and camera data, a voice note as it came. A photo's original leaves its seal for nobody."""
    stored = file.shown if file.kind == QuestionFile.Kind.PHOTO else file.original
    with stored.open("rb") as found:
        return SEAL.open(found.read())
