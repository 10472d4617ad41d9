"""Questions from a CSV file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchpin.inputs.errors import BadFile

MAX_FILE_BYTES = 16_000_000
_COLUMNS = frozenset(("id", "question"))


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with its id, and the question before it."""

    id: str
    question: str
    context: str | None


def read_questions(path: Path, limit: int) -> Iterator[QuestionRow]:
    """The questions of a CSV file with the columns id, question and, if there is one, context.

    Raises BadFile for a file that cannot be read, lacks a column, or has more rows than `limit`.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise BadFile(f"{path}: is larger than 16 MB; split it")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadFile(f"{path}: no such file; check the name") from None
    except (OSError, UnicodeDecodeError):
        raise BadFile(f"{path}: is not a text file in UTF-8; save it as one") from None
    rows = csv.DictReader(text.splitlines(keepends=True))
    lacking = _COLUMNS - set(rows.fieldnames or ())
    if lacking:
        raise BadFile(f"{path}: it has no column {' and no column '.join(sorted(lacking))}")
    for number, row in enumerate(rows, start=1):
        if number > limit:
            raise BadFile(f"{path}: more than {limit} questions; split the file")
        yield QuestionRow(row["id"] or "", row["question"] or "", row.get("context") or None)
