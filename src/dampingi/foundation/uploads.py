"""Files from browsers: streamed to disk, and one that is too large is read to its end without being kept.

The server then answers with a sentence beside the field instead of closing the connection in the sender's face.
"""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

MOST_BYTES = 62_000_000
"""A little above what any form takes, so that the form itself says by how much a file is too large."""
TOO_LARGE = "dampingi.upload_too_large"


class BoundedUpload(FileUploadHandler):
    """Stands first among the handlers and lets none of the others see a file beyond the bound."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        self.too_large = content_length > MOST_BYTES
        META[TOO_LARGE] = self.too_large

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def was_too_large(request: HttpRequest) -> bool:
    return bool(request.META.get(TOO_LARGE))
