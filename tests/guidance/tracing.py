"""Follows where a value of a statement says it comes from, to what stands there."""

from typing import Any

from benchpin.catalog import Catalog
from benchpin.reference import IndustryCell, Reference, WageCell

FOLDERS = {
    "roles", "skills", "qualifications", "programmes", "providers", "organisations", "mentoring",
    "shapes", "shows", "sources", "counsel", "figures",
}  # fmt: skip


def statements_in(part: Any) -> list[dict[str, Any]]:
    """Every statement (and question) of guidance as JSON: what has a kind and values."""
    found = []
    if isinstance(part, dict):
        if "kind" in part and "values" in part:
            found.append(part)
        for value in part.values():
            found.extend(statements_in(value))
    elif isinstance(part, list):
        for value in part:
            found.extend(statements_in(value))
    return found


def follow(value: dict[str, Any], said: Any, catalog: Catalog, reference: Reference) -> Any:
    """What stands where a value says it comes from; raises KeyError where nothing stands."""
    origin, _, path = value["from"].partition(":")
    match origin:
        case "profile":
            return _step(said["profile"], [] if path == "." else path.split("."))
        case "figure":
            return _figure(path, catalog, reference)
        case "catalog":
            return _catalog(path, catalog)
        case "source":
            source, _, field = path.partition("/")
            assert source in catalog.sources
            names = {area.code: area.name for area in reference.areas}
            industry = reference.industry_names.get(field)
            return industry or names.get(field) or reference.occupation_name(field)
        case "count":
            if path == "matches/breaks":
                return sorted({term for match in said["matches"] for term in match["breaks"]})
            if isinstance(value["value"], list):
                return list(_names(path, said))
            return _count(path, said)
    raise KeyError(origin)


def _step(node: Any, keys: list[str]) -> Any:
    for key in keys:
        node = node[int(key)] if isinstance(node, list) else node[key]
    return node


def _figure(path: str, catalog: Catalog, reference: Reference) -> Any:
    if path in catalog.figures:
        figure = catalog.figures[path]
        return figure.low if figure.low == figure.high else [figure.low, figure.high]
    source, soc, area, *industry, measure = path.split("/")
    assert source == "bls-oews-2025-05"
    cell: IndustryCell | WageCell | None
    if industry:
        assert reference.area(area).kind == "nation"
        cell = reference.industry_wage(soc, industry[0])
    else:
        cell = reference.wage(soc, reference.area(area))
    assert cell is not None
    if measure.endswith("-at-least"):
        return cell.withheld[f"annual.{measure[1:3]}"].at_least
    if measure.startswith("p"):
        return cell.annual[measure[1:]]
    return getattr(cell, measure.replace("-", "_"))


def _catalog(path: str, catalog: Catalog) -> Any:
    head, _, rest = path.partition("/")
    if head == "places":
        return catalog.places[rest]
    ids, _, keys = rest.partition("/")
    if head == "entry":
        return getattr(catalog.entries[ids], keys)
    assert head in FOLDERS, path
    records = getattr(catalog, head)
    if keys == "added_by":
        return catalog.added_by[f"{head}/{ids}.toml"]
    found = [_attribute(records[i], keys) for i in ids.split(",")]
    return found[0] if len(found) == 1 else found


def _attribute(record: Any, keys: str) -> Any:
    """The value under `a.0.b`; `a.b,c` is a list of two, `a.*.b` that of all under `a`.

    `a.b.0,2.c` is a list of the `c` of two.
    """
    if ".*." in keys:
        whole, _, inner = keys.partition(".*.")
        return [getattr(item, inner) for item in getattr(record, whole)]
    parent, _, last = keys.rpartition(".")
    for key in parent.split(".") if parent else []:
        if "," in key:
            return [getattr(record[int(one)], last) for one in key.split(",")]
        record = record[int(key)] if key.isdigit() else getattr(record, key)
    values = [
        record[int(key)] if key.isdigit() else getattr(record, key) for key in last.split(",")
    ]
    plain = [list(v) if isinstance(v, tuple) else v for v in values]
    return plain[0] if len(plain) == 1 else plain


def _count(path: str, said: Any) -> int:
    """`a/b/x,y` counts what stands in both lists together; `p&q` what stands in each of two."""
    if "&" in path:
        left, right = (set(_names(p, said)) for p in path.split("&"))
        return len(left & right)
    found = _names(path, said)
    return found if isinstance(found, int) else len(found)


def _names(path: str, said: Any) -> Any:
    head, _, last = path.rpartition("/")
    node = said
    for key in head.split("/"):
        if isinstance(node, list):
            node = next(item for item in node if item.get("role") == key)
        else:
            node = node[key]
    if "," not in last and isinstance(node[last], int):
        return node[last]
    items = [item for key in last.split(",") for item in node[key]]
    return [item["skill"] if isinstance(item, dict) else item for item in items]
