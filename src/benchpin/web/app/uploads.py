"""Keeps uploads in memory, so that a resume is never written to the server's disk."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class InMemoryUploadHandler(FileUploadHandler):
    """Accepts a file of at most MAX_UPLOAD bytes (10 MB); a larger one ends the connection."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start a file."""
        super().new_file(*args, **kwargs)
        self._buffer = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Append a chunk to the file."""
        if start + len(raw_data) > settings.MAX_UPLOAD:
            raise StopUpload(connection_reset=True)
        self._buffer.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        """Finish the file."""
        self._buffer.seek(0)
        return InMemoryUploadedFile(
            self._buffer, self.field_name, self.file_name or "", self.content_type or "",
            file_size, self.charset, self.content_type_extra,
        )  # fmt: skip
