"""Each requirement of OWASP ASVS 5.0, levels 1 and 2: the test that holds it, or why none does."""

import ast
import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "how-it-works" / "asvs.csv"
STATES = {"held", "not held", "does not apply", "not assessed"}
with TABLE.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))


def test_each_requirement_stands_once_with_a_test_or_a_reason() -> None:
    ids = [row["requirement"] for row in ROWS]
    assert len(set(ids)) == len(ids)
    for row in ROWS:
        assert re.fullmatch(r"V\d{1,2}\.\d\.\d{1,2}", row["requirement"]), row
        assert row["level"] in {"1", "2"}, row
        assert row["state"] in STATES, row
        assert bool(row["test"]) == (row["state"] == "held"), row
        assert bool(row["reason"]) == (row["state"] != "held"), row


@pytest.mark.parametrize("test", sorted({row["test"] for row in ROWS if row["test"]}))
def test_every_test_that_is_named_exists(test: str) -> None:
    path, _, name = test.partition("::")
    module = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
