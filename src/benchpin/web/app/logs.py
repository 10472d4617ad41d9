"""Logs without personal data: one JSON object a line, of names and numbers alone.

A line of a request holds the name of its route, never its path, query, address, browser or what
was sent. A failure is logged as the kinds of its exceptions and the lines of code they came
through, without their messages: a message may quote what somebody wrote. Of other libraries the
place in their code is logged that warned, for the same reason.
"""

import json
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePath
from traceback import walk_tb
from typing import Any, TextIO

OURS = "benchpin"
requests = logging.getLogger("benchpin.web.requests")
serving = logging.getLogger("benchpin.web.serving")
_FIELDS = ("route", "method", "status", "ms", "request", "cases")
_MAX_FRAMES = 30


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Only what is named here is written: nothing else of a record is looked at."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if _is_ours(record):
            line["event"] = record.msg
            line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        else:
            line["at"] = _place(record.pathname, record.lineno, record.funcName or "")
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = list(_told(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=True, default=lambda value: type(value).__name__)


class OwnLoggersFilter(logging.Filter):
    """Lets through our own lines, and of others the warnings that we do not give ourselves."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Django's lines of requests tell what ours tell without paths."""
        if _is_ours(record):
            return True
        return record.levelno >= logging.WARNING and not record.name.startswith("django.request")


def set_up(stream: TextIO | None = None, level: int = logging.INFO) -> logging.Handler:
    """Write logs to a stream, standard error where none is named; the handler that does."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(OwnLoggersFilter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # A line that cannot be written is lost; told on standard error it would hold its message.
    logging.raiseExceptions = False
    return handler


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] == OURS


def _place(file: str, line: int, function: str) -> str:
    return f"{'/'.join(PurePath(file).parts[-3:])}:{line} {function}"


def _told(error: BaseException | None) -> Iterator[dict[str, Any]]:
    """An exception and those it came from: their kinds, and the lines of code."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = [
            _place(frame.f_code.co_filename, line, frame.f_code.co_name)
            for frame, line in walk_tb(error.__traceback__)
        ]
        yield {"kind": type(error).__qualname__, "at": frames[-_MAX_FRAMES:]}
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
