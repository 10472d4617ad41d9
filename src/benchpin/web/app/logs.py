"""Logs without personal data: one JSON object a line, of names and numbers only.

The line of a request holds the name of its route, never its path, query, client address, browser
or content. A failure is logged as the types of its exceptions and their stack frames, without the
messages: a message may quote what somebody wrote. Of a warning of another library only the place in
the code is logged, for the same reason.
"""

import json
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePath
from traceback import walk_tb
from typing import Any, TextIO

ROOT_LOGGER = "benchpin"
requests = logging.getLogger("benchpin.web.requests")
serving = logging.getLogger("benchpin.web.serving")
_FIELDS = ("route", "method", "status", "ms", "request", "cases")
_MAX_FRAMES = 30


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The JSON of a record: only the fields listed here, nothing else of the record."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if _is_ours(record):
            line["event"] = record.msg
            line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        else:
            line["at"] = _code_location(record.pathname, record.lineno, record.funcName or "")
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = list(_error_chain(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=True, default=lambda value: type(value).__name__)


class OwnLoggersFilter(logging.Filter):
    """Passes the records of Benchpin, and warnings of other libraries."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Drops Django's request records, which hold paths; request_log replaces them."""
        if _is_ours(record):
            return True
        return record.levelno >= logging.WARNING and not record.name.startswith("django.request")


def set_up(stream: TextIO | None = None, level: int = logging.INFO) -> logging.Handler:
    """Write logs to a stream, by default standard error; returns the new handler."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(OwnLoggersFilter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # A line that cannot be written is dropped: the report of logging would quote its message.
    logging.raiseExceptions = False
    return handler


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] == ROOT_LOGGER


def _code_location(file: str, line: int, function: str) -> str:
    return f"{'/'.join(PurePath(file).parts[-3:])}:{line} {function}"


def _error_chain(error: BaseException | None) -> Iterator[dict[str, Any]]:
    """An exception and those that caused it: their types and stack frames."""
    seen_ids: set[int] = set()
    while error is not None and id(error) not in seen_ids:
        seen_ids.add(id(error))
        frames = [
            _code_location(frame.f_code.co_filename, line, frame.f_code.co_name)
            for frame, line in walk_tb(error.__traceback__)
        ]
        yield {"kind": type(error).__qualname__, "at": frames[-_MAX_FRAMES:]}
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
