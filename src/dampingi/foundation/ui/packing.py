from typing import Any

from django.http import HttpRequest
from django.middleware.gzip import GZipMiddleware

TEXT = (
    "text/",
    "application/json",
    "application/javascript",
    "application/manifest+json",
    "application/xml",
    "image/svg+xml",
)


class PackedText(GZipMiddleware):
    """Packs what becomes smaller by it. A workbook, a PDF or a photo is packed already: again would cost time, memory and its stated length."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if not response.headers.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)
