"""The output of `benchpin title` and `benchpin related`: lists, as data and as text."""

import json
from collections.abc import Sequence
from typing import Any

from benchpin.catalog import Catalog
from benchpin.guidance import title_reader
from benchpin.inputs.errors import UnknownName
from benchpin.reference import Reference

Entry = dict[str, Any]


def title_entries(
    job_titles: Sequence[str],
    catalog: Catalog,
    reference: Reference,
    *,
    scheme: str,
    count: int,
) -> list[Entry]:
    """Each job title with its matching occupations and roles of the trade, best first.

    `scheme` is onet, soc or esco; a SOC code has the score of its best O*NET code, and the code of
    an ESCO occupation is its concept URI. Raises BadInput for esco if it is not installed.
    """
    if scheme == "esco":
        return _esco_titles(job_titles, catalog, reference, count)
    reader = title_reader(catalog, reference)
    entries = []
    # Several O*NET codes may share a SOC code, so more are read than are returned.
    for reading in reader.read_titles(job_titles, count=count if scheme == "onet" else 4 * count):
        occupations: dict[str, Entry] = {}
        for match in reading.occupations:
            # The first seven characters of an O*NET code are its SOC code.
            code = match.code if scheme == "onet" else match.code[:7]
            label = match.label if scheme == "onet" else reference.occupation_name(code)
            occupations.setdefault(
                code, {"scheme": scheme, "code": code, "label": label, "score": match.score}
            )
        entries.append(
            {
                "title": reading.title,
                "good_match": reading.good_match,
                "occupations": list(occupations.values())[:count],
                "roles": [{"role": r.role, "score": r.score} for r in reading.roles[:count]],
            }
        )
    return entries


def _esco_titles(
    job_titles: Sequence[str], catalog: Catalog, reference: Reference, count: int
) -> list[Entry]:
    from benchpin.text.esco.titles import open_reader  # noqa: PLC0415 - of use here alone

    roles = title_reader(catalog, reference)
    return [
        {
            "title": reading.title,
            "good_match": reading.good_match,
            "occupations": [
                {"scheme": "esco", "code": match.uri, "label": match.label, "score": match.score}
                for match in reading.occupations
            ],
            "roles": [
                {"role": match.role, "score": match.score}
                for match in (
                    roles.read_title(reading.title, count).roles if reading.good_match else ()
                )
            ],
        }
        for reading in open_reader(reference).read_titles(job_titles, count)
    ]


def related_entries(codes: Sequence[str], reference: Reference, *, count: int) -> list[Entry]:
    """Each code with its related occupations; None for an unknown code.

    Raises UnknownName if the only code is unknown.
    """
    entries = []
    for code in codes:
        onet_codes = reference.onet_codes_of(code)
        if not onet_codes and len(codes) == 1:
            nearest = reference.nearest_codes(code, "onet", 1)
            hint = f"nearest: '{nearest[0]}'" if nearest else "write it as 51-9071"
            raise UnknownName(f"no such occupation code '{code}'; {hint}", nearest)
        neighbors = [
            {
                "code": related_code,
                "label": reference.occupation_name(related_code),
                "score": round(score, 4),
            }
            for related_code, score in (reference.related(code, count) if onet_codes else ())
        ]
        entries.append(
            {
                "code": onet_codes[0] if onet_codes else code,
                "related": neighbors if onet_codes else None,
            }
        )
    return entries


def entries_as_json(entries: list[Entry]) -> str:
    """Entries as JSON."""
    return json.dumps(entries, ensure_ascii=False, indent=2)


def titles_as_text(entries: list[Entry]) -> str:
    """Titles as text: a line each for the title, its occupations and its roles."""
    lines = []
    for entry in entries:
        lines.append(_printable(entry["title"]))
        if not entry["good_match"]:
            lines.append("  no good match")
        lines += [f"  {o['code']}  {o['label']}  {o['score']:.2f}" for o in entry["occupations"]]
        lines += [f"  role: {r['role']}  {r['score']:.2f}" for r in entry["roles"]]
    return "\n".join(lines)


def related_as_text(entries: list[Entry]) -> str:
    """Related occupations as text."""
    lines = []
    for entry in entries:
        lines.append(entry["code"])
        if entry["related"] is None:
            lines.append("  no such code")
        lines += [f"  {o['code']}  {o['label']}  {o['score']:.2f}" for o in entry["related"] or ()]
    return "\n".join(lines)


def _printable(text: str) -> str:
    """A title without control characters, which a terminal would act on."""
    return "".join(c if c.isprintable() else " " for c in text)
