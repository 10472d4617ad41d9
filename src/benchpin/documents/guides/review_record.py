"""A marked review sheet turned into what it changes: the role's reviewers, and new disputes."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from benchpin.catalog import Catalog
from benchpin.catalog.data_files import DataFile
from benchpin.catalog.records import parse_record, parse_rows
from benchpin.documents.guides.role_claims import role_claims
from benchpin.facts import Dispute, Fact, Role
from benchpin.facts.role import Reviewer
from benchpin.inputs.errors import BadFile, Problem
from benchpin.inputs.files import read_limited
from benchpin.inputs.suggestions import unknown_name_message

MAX_SHEET_BYTES = 1_000_000
MAX_SHEET_ROWS = 2_000
MAX_DATA_BYTES = 10_000_000
_REVIEWED_BY = re.compile(r"^reviewed_by[ \t]*=[^\r\n]*", re.MULTILINE)


class Mark(Fact):
    """A row of a filled sheet: a claim as it was printed, and what the reviewer says of it."""

    claim: str
    text: str
    sources: str | None = None
    right: Literal["yes", "no"] | None = None
    correction: str | None = None


def read_marks(path: Path, role_id: str, catalog: Catalog) -> tuple[Mark, ...]:
    """The marked rows of a filled sheet; raises BadFile where it cannot be used."""
    content = read_limited(path, MAX_SHEET_BYTES, kind="filled sheet", regular=True)
    if len(content) > MAX_SHEET_BYTES:
        raise BadFile(f"{path}: is larger than a review sheet; name the sheet that was filled in")
    problems: list[Problem] = []
    rows = parse_rows(DataFile(str(path), content), Mark, problems)
    _stop_at(problems)
    if len(rows) > MAX_SHEET_ROWS:
        raise BadFile(f"{path}: holds more than {MAX_SHEET_ROWS:,} rows; take out what is no claim")
    texts = {claim.id: claim.text for claim in role_claims(role_id, catalog)}
    marks: dict[str, Mark] = {}
    for row in rows:
        mark = row.record
        if mark is None:
            continue
        if message := _mark_problem(mark, role_id, texts, marks):
            raise BadFile(f"{path}: line {row.line}: {message}")
        marks[mark.claim] = mark
    marked = tuple(mark for mark in marks.values() if mark.right)
    if not marked:
        raise BadFile(f"{path}: no claim is marked; write yes or no into the column 'right'")
    return marked


def _mark_problem(
    mark: Mark, role_id: str, texts: Mapping[str, str], marks: Mapping[str, Mark]
) -> str:
    """What is wrong with a row of the sheet, and what to do; empty where nothing is."""
    if mark.claim not in texts:
        return f"{unknown_name_message('claim', mark.claim, texts)} (role '{role_id}')"
    if mark.claim in marks:
        return f"claim '{mark.claim}' stands twice; keep one"
    if mark.text != texts[mark.claim]:
        return (
            f"claim '{mark.claim}' has changed since the sheet was printed; "
            "print a new sheet and mark it there"
        )
    if mark.right == "no" and not (mark.correction or "").strip():
        return f"claim '{mark.claim}' is marked no without a correction; write what is right"
    if mark.right != "no" and mark.correction:
        return f"claim '{mark.claim}' has a correction and is not marked no; write no, or empty it"
    return ""


def review_files(
    folder: Path, role_id: str, marks: tuple[Mark, ...], reviewer: Reviewer
) -> dict[Path, bytes]:
    """The files of a data folder as they are after a review; both are parsed again."""
    role_path, disputes_path = folder / "roles" / f"{role_id}.toml", folder / "disputes.csv"
    files = {role_path: _reviewed_role(role_path, reviewer)}
    disputes = [
        Dispute(
            role=role_id,
            claim=mark.claim,
            text=mark.text,
            correction=" ".join((mark.correction or "").split()),
            name=reviewer.name,
            day=reviewer.day,
        )
        for mark in marks
        if mark.right == "no"
    ]
    if disputes:
        files[disputes_path] = _with_disputes(disputes_path, disputes)
    return files


def _reviewed_role(path: Path, reviewer: Reviewer) -> bytes:
    """The role's file with a reviewer more; every line but `reviewed_by` stays as it is."""
    content = read_limited(path, MAX_DATA_BYTES, kind="role's file")
    before = _parsed_role(path, content)
    reviewers = (*(r for r in before.reviewed_by if r.name != reviewer.name), reviewer)
    items = ", ".join(
        f"{{name = {_toml(r.name)}, trade = {_toml(r.trade)}, day = {r.day.isoformat()}}}"
        for r in reviewers
    )
    line = f"reviewed_by = [{items}]"
    text = content.decode("utf-8")
    if _REVIEWED_BY.search(text):
        text = _REVIEWED_BY.sub(lambda _: line, text, count=1)
    else:
        text = f"{line}\n{text}"
    after = _parsed_role(path, text.encode())
    if after != before.model_copy(update={"reviewed_by": reviewers}):
        raise BadFile(f"{path}: reviewed_by cannot be replaced; write it on one line")
    return text.encode()


def _parsed_role(path: Path, content: bytes) -> Role:
    problems: list[Problem] = []
    role = parse_record(DataFile(str(path), content), Role, problems)
    _stop_at(problems)
    assert role is not None
    return role


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _with_disputes(path: Path, disputes: list[Dispute]) -> bytes:
    """The table of disputes with new rows; one that stands there already is not repeated."""
    content = read_limited(path, MAX_DATA_BYTES, kind="table") if path.exists() else b""
    held_disputes = _parsed_disputes(path, content) if content else ()
    columns = tuple(Dispute.model_fields)
    if content:
        columns = tuple(next(csv.reader(io.StringIO(content.decode("utf-8-sig")))))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    if not content:
        writer.writeheader()
    elif not content.endswith(b"\n"):
        text.write("\n")
    writer.writerows(d.model_dump(mode="json") for d in disputes if d not in held_disputes)
    content += text.getvalue().encode()
    _parsed_disputes(path, content)
    return content


def _parsed_disputes(path: Path, content: bytes) -> tuple[BaseModel | None, ...]:
    problems: list[Problem] = []
    rows = parse_rows(DataFile(str(path), content), Dispute, problems)
    _stop_at(problems)
    return tuple(row.record for row in rows)


def _stop_at(problems: list[Problem]) -> None:
    """BadFile with the first problem, if there is one."""
    if problems:
        raise BadFile(str(problems[0]))
