from django.http import FileResponse

from dampingi.outcomes.documents.models import Printing

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def attached(printing: Printing, called: str) -> FileResponse:
    """The file as it was issued, under a name that ends with its document's code."""
    return FileResponse(
        printing.file.open("rb"), as_attachment=True, content_type=TYPES[printing.format],
        filename=f"{called}-{printing.document.code}.{printing.format}",
    )  # fmt: skip
