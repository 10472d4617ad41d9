"""What `benchpin title` and `benchpin related` answer: lists, as data and as text."""

import json
from collections.abc import Sequence
from typing import Any

from benchpin.catalog import Catalog
from benchpin.guidance import title_reader
from benchpin.inputs.errors import UnknownName
from benchpin.reference import Reference

Entry = dict[str, Any]


def titles(
    given: Sequence[str],
    catalog: Catalog,
    reference: Reference,
    *,
    scheme: str,
    count: int,
) -> list[Entry]:
    """Each title with the occupations and the roles of the trade that it names, best first.

    `scheme` is onet, soc or esco; a SOC code has the score of the best of its O*NET codes, and the
    code of an ESCO occupation is its concept URI. A BadInput for esco where it is not installed.
    """
    if scheme == "esco":
        return _esco_titles(given, catalog, reference, count)
    reader = title_reader(catalog, reference)
    found = []
    # More are read than are answered: several O*NET codes may fall into one SOC code.
    for read in reader.read_titles(given, count=count if scheme == "onet" else 4 * count):
        occupations: dict[str, Entry] = {}
        for match in read.occupations:
            code = match.code if scheme == "onet" else match.code[:7]
            label = match.label if scheme == "onet" else reference.occupation_name(code)
            occupations.setdefault(
                code, {"scheme": scheme, "code": code, "label": label, "score": match.score}
            )
        found.append(
            {
                "title": read.title,
                "good_match": read.good_match,
                "occupations": list(occupations.values())[:count],
                "roles": [{"role": r.role, "score": r.score} for r in read.roles[:count]],
            }
        )
    return found


def _esco_titles(
    given: Sequence[str], catalog: Catalog, reference: Reference, count: int
) -> list[Entry]:
    from benchpin.text.esco.titles import open_reader  # noqa: PLC0415 - of use here alone

    roles = title_reader(catalog, reference)
    return [
        {
            "title": read.title,
            "good_match": read.good_match,
            "occupations": [
                {"scheme": "esco", "code": match.uri, "label": match.label, "score": match.score}
                for match in read.occupations
            ],
            "roles": [
                {"role": match.role, "score": match.score}
                for match in (roles.read_title(read.title, count).roles if read.good_match else ())
            ],
        }
        for read in open_reader(reference).read_titles(given, count)
    ]


def related(codes: Sequence[str], reference: Reference, *, count: int) -> list[Entry]:
    """Each code with its nearest occupations; an unknown one has None, and alone is an error."""
    found = []
    for code in codes:
        own = reference.onet_codes_of(code)
        if not own and len(codes) == 1:
            nearest = reference.nearest_codes(code, "onet", 1)
            hint = f"nearest: '{nearest[0]}'" if nearest else "write it as 51-9071"
            raise UnknownName(f"no such occupation code '{code}'; {hint}", nearest)
        near = [
            {"code": other, "label": reference.occupation_name(other), "score": round(score, 4)}
            for other, score in (reference.related(code, count) if own else ())
        ]
        found.append({"code": own[0] if own else code, "related": near if own else None})
    return found


def as_json(found: list[Entry]) -> str:
    """A list as JSON."""
    return json.dumps(found, ensure_ascii=False, indent=2)


def titles_as_text(found: list[Entry]) -> str:
    """Titles as people read them: a line each for the title, its occupations and its roles."""
    lines = []
    for entry in found:
        lines.append(_shown(entry["title"]))
        if not entry["good_match"]:
            lines.append("  no good match")
        lines += [f"  {o['code']}  {o['label']}  {o['score']:.2f}" for o in entry["occupations"]]
        lines += [f"  role: {r['role']}  {r['score']:.2f}" for r in entry["roles"]]
    return "\n".join(lines)


def related_as_text(found: list[Entry]) -> str:
    """Related occupations as people read them."""
    lines = []
    for entry in found:
        lines.append(entry["code"])
        if entry["related"] is None:
            lines.append("  no such code")
        lines += [f"  {o['code']}  {o['label']}  {o['score']:.2f}" for o in entry["related"] or ()]
    return "\n".join(lines)


def _shown(text: str) -> str:
    """A title without anything that a terminal would act on."""
    return "".join(c if c.isprintable() else " " for c in text)
