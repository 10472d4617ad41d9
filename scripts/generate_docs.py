"""Generates docs/reference from the code and the data.

    python scripts/generate_docs.py           writes the pages
    python scripts/generate_docs.py --check   lists the pages that are out of date, and exits with 1

All content comes from its own place: a command from its help, a key from its model, a weight from
its file. Only the meaning of single keys comes from docs_words.toml.
"""

import argparse
import inspect
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import click
from pydantic import AfterValidator, AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

import draw_rooms
from benchpin.catalog import DATA, Catalog, load
from benchpin.catalog.loader.assemble import RECORDS, TABLES
from benchpin.cli.check import coverage_lines
from benchpin.cli.main import commands
from benchpin.facts import Figure, Unit, Weights
from benchpin.facts.base import _Prose, web_address
from benchpin.guidance import Guidance
from benchpin.profile import Profile
from benchpin.profile.case import Case, Event

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "reference"
WORDS = tomllib.loads(Path(__file__).with_name("docs_words.toml").read_text(encoding="utf-8"))
TEMPLATES = ROOT / "src" / "benchpin" / "wording" / "words" / "en.toml"
NOTICE = (
    "<!-- Written by scripts/generate_docs.py: change code or data, then run make reference. -->"
)


def pages() -> dict[str, str]:
    """The text of every page of the reference, by file name."""
    catalog = load()
    pages_by_file = {
        "command-line.md": command_line(),
        "profile-file.md": profile_file(),
        "case-file.md": case_file(),
        "data-files.md": data_files(),
        "guidance-json.md": guidance_json(),
        "statements.md": statements(),
        "weights.md": weights(),
        "roles.md": roles(catalog),
        "skills.md": skills(catalog),
        "qualifications.md": qualifications(catalog),
        "sources.md": sources(catalog),
        "coverage.md": coverage(catalog),
        "rooms.md": rooms(),
    }
    written_pages = {name: f"{NOTICE}\n\n{text.strip()}\n" for name, text in pages_by_file.items()}
    return {**written_pages, "rooms.svg": draw_rooms.as_svg()}


# Commands


def command_line() -> str:
    """Every command with its help, as the command line prints it."""
    about = (
        "# The command line\n\nErrors are one sentence on standard error that says what is wrong, "
        "where, and what to do. Exit status: 0 done, 1 a check found problems, 2 the input "
        "cannot be used; then nothing is printed on standard output and no file is written.\n\n"
        "`BENCHPIN_DATA` names overlay folders, separated as in `PATH`: see "
        "[Add an overlay](../how-to/add-an-overlay.md). `BENCHPIN_HOME` names the folder of added "
        "data sets: see [Add public data](../how-to/add-public-data.md). `BENCHPIN_CACHE` names "
        "the folder of the compiled catalog, a copy that makes a start faster and may be deleted "
        "at any time: this system's folder for caches if it is not set, none if it is empty."
    )
    return "\n\n".join([about, *_command_help(commands, "benchpin", None)])


def _command_help(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    """The help of a command and of its subcommands, each under its full name."""
    context = click.Context(
        command,
        info_name=name.rpartition(" ")[2],
        parent=parent,
        terminal_width=90,
        help_option_names=["-h", "--help"],
    )
    heading = f"## {name}\n\n" if parent else ""
    yield f"{heading}```text\n{command.get_help(context)}\n```"
    if isinstance(command, click.Group):
        for subcommand in sorted(command.commands):
            yield from _command_help(command.commands[subcommand], f"{name} {subcommand}", context)


# Models


def profile_file() -> str:
    """Every key of a profile file."""
    about = (
        "# The profile file\n\nA TOML file in UTF-8. Anything may be left out; a key that is not "
        "listed here is an error that names the nearest one. How to write one: "
        "[Write a profile](../how-to/write-a-profile.md). A complete example stands in "
        "[examples/retail-to-bench.toml](../../examples/retail-to-bench.toml)."
    )
    rows = list(_profile_rows(Profile, ""))
    _require_same_keys("profile", [key for key, _, _ in rows])
    table = _table(
        ("key", "what it holds", "meaning"),
        [(f"`{key}`", kind, WORDS["profile"][key]) for key, kind, _ in rows],
    )
    return f"{about}\n\n{table}"


def _profile_rows(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        key = f"{prefix}{field.alias or name}"
        inner = next(_models(field.annotation), None)
        yield key, _kind(field, links=False), ""
        if inner is not None:
            yield from _profile_rows(inner, f"{key}.")
        elif get_origin(field.annotation) is dict:
            names, value = get_args(field.annotation)
            for subkey in get_args(names):
                yield f"{key}.{subkey}", _annotation(value, False), ""


def data_files() -> str:
    """Every folder and table of the knowledge, with the keys of its records."""
    about = (
        "# The data files\n\nThe knowledge stands in `src/benchpin/data/`: one TOML file a record "
        "for what has a name (its path is its identity: `roles/bench-jeweler.toml` is the role "
        "`bench-jeweler`), and CSV for figures, one file a publication. A key that is not listed "
        "here is an error. How to change them: [Add a fact](../how-to/add-a-fact.md).\n\n"
        "*Prose* is text in our own words; a number stands in it only as a placeholder, "
        "`{figure-id}`. An *id* is lower case with hyphens and names another record. Where a key "
        "may be left out, leaving it out says that it is not known."
    )
    parts = [about]
    inner_models: dict[str, type[BaseModel]] = {}
    for folder, model in RECORDS.items():
        parts.append(f"## {folder}/\n\n{_model(model)}")
        for inner in _models_below(model):
            inner_models.setdefault(inner.__name__, inner)
    parts.append(
        f"## figures/\n\nOne CSV file a publication, named after its source.\n\n{_model(Figure)}"
    )
    for name, model in TABLES.items():
        parts.append(f"## {name}\n\n{_model(model)}")
    parts.append(f"## units.toml\n\n{_model(Unit)}")
    parts.append(
        "## Other files\n\n- `places.toml`: the name of each place, by its code.\n"
        "- `currencies.toml`: the currency of each country.\n"
        "- `weights.toml`: how facts become scores, what opens a role and what rules it out; see "
        "[Weights](weights.md).\n"
        "- `titles.csv`: our own list of job titles and the occupation that each names.\n"
        "- `place-names.csv`: names that people write for places (nicknames, parts of cities, "
        "towns abroad), and what each means; `basis` is `judgement` or a source.\n"
        "- `title-heads.toml`: the words that say what somebody is or does, alone or beside words "
        "of their domain, by occupation and by role; our judgement.\n"
        "- `title-industries.toml`: what a clerk, a helper or a manager is in each industry.\n"
        "- `title-words.toml`: words that the reading of titles knows.\n"
        "- `skill-words.toml`: words that say how well a skill is held, or that it is not.\n"
        "- `title-words-ms.toml`: Malay words in titles, in English, for ESCO."
    )
    parts.append("## Tables inside records")
    parts += [f"### {name}\n\n{_model(model)}" for name, model in sorted(inner_models.items())]
    return "\n\n".join(parts)


def case_file() -> str:
    """Every key of a case."""
    about = (
        "# The case file\n\nAll that is kept of one person, as JSON in UTF-8. `NAME.case.json` "
        "stands beside the profile `NAME.toml` and leaves `profile` out; a case that is downloaded "
        "is one file that holds both. A case of an earlier schema is read and written anew in this "
        "one. How to keep and move one: "
        "[Take your data elsewhere](../how-to/take-your-data-elsewhere.md)."
    )
    rows = [
        (f"{prefix}{field.alias or name}", field)
        for prefix, model in (("", Case), ("log.", Event))
        for name, field in model.model_fields.items()
    ]
    _require_same_keys("case", [key for key, _ in rows])
    table = _table(
        ("key", "what it holds", "meaning"),
        [(f"`{key}`", _kind(field, links=False), WORDS["case"][key]) for key, field in rows],
    )
    return f"{about}\n\n{table}"


def guidance_json() -> str:
    """Every key of guidance as JSON."""
    about = (
        "# Guidance as JSON\n\n`benchpin advise PROFILE --format json` prints one object with the "
        "schema `benchpin.guidance/2`. A new key keeps the `/2`; a key that goes or changes its "
        "meaning makes a `/3`. What to do with it: [Use the JSON](../how-to/use-the-json.md)."
    )
    keys = [field.alias or name for name, field in Guidance.model_fields.items()]
    _require_same_keys("guidance", keys)
    top = _table(
        ("key", "what it holds", "meaning"),
        [
            (f"`{field.alias or name}`", _kind(field), WORDS["guidance"][field.alias or name])
            for name, field in Guidance.model_fields.items()
        ],
    )
    inner = {model.__name__: model for model in _models_below(Guidance)}
    parts = [about, top]
    parts += [f"## {name}\n\n{_output_model(model)}" for name, model in sorted(inner.items())]
    return "\n\n".join(parts)


def _output_model(model: type[BaseModel]) -> str:
    """The section of a model that Benchpin writes: every key is always there, or null."""
    rows = []
    for name, field in model.model_fields.items():
        if field.exclude:
            continue
        is_nullable = NoneType in get_args(field.annotation)
        rows.append(
            (f"`{field.alias or name}`", f"{_kind(field)}{' or null' if is_nullable else ''}")
        )
    about = re.sub(r"\bNone\b", "null", _about(model))
    return f"{about}\n\n{_table(('key', 'what it holds'), rows)}"


def _model(model: type[BaseModel]) -> str:
    rows = []
    for name, field in model.model_fields.items():
        needed = "yes" if field.is_required() else _default(field)
        rows.append((f"`{field.alias or name}`", _kind(field), needed))
    return f"{_about(model)}\n\n{_table(('key', 'what it holds', 'needed'), rows)}"


def _about(model: type[BaseModel]) -> str:
    """The docstring of a model, one line a paragraph."""
    parts = inspect.cleandoc(model.__doc__ or "").split("\n\n")
    return "\n\n".join(re.sub(r"\s+", " ", part) for part in parts)


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None or field.default_factory is not None or value in ((), {}, ""):
        return ""
    if isinstance(value, BaseModel):
        return ""
    return f"no, then `{str(value).lower() if isinstance(value, bool) else value}`"


def _models_below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for field in model.model_fields.values():
        for inner in _models(field.annotation):
            yield inner
            yield from _models_below(inner)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for argument in get_args(annotation):
            yield from _models(argument)


def _kind(field: FieldInfo, links: bool = True) -> str:
    annotation: Any = field.annotation
    if field.metadata:
        annotation = Annotated[(annotation, *field.metadata)]
    return _annotation(annotation, links)


def _annotation(annotation: Any, links: bool = True) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, TypeVar) or annotation is Any:
        return "anything"
    if origin is Annotated:
        return _limited(arguments[0], arguments[1:], links)
    if origin is Literal:
        values = [f"`{value}`" for value in arguments]
        return values[0] if len(values) == 1 else f"one of {', '.join(values)}"
    if origin in (Union, UnionType):
        kinds = [_annotation(a, links) for a in arguments if a is not NoneType]
        if set(kinds) == {"whole number", "number"}:
            return "number"
        return " or ".join(dict.fromkeys(kinds))
    if origin is tuple:
        return f"list of: {_annotation(arguments[0], links)}"
    if origin is dict:
        return f"table of: {_annotation(arguments[1], links)}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        name = annotation.__name__
        return f"[{name}](#{name.lower()})" if links else "table"
    names = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    names |= {AwareDatetime: "day and time"}
    return names.get(annotation, "day")


def _limited(base: Any, limits: tuple[Any, ...], links: bool) -> str:
    kind = _annotation(base, links)
    low = high = pattern = None
    for limit in limits:
        if isinstance(limit, _Prose):
            return "prose"
        if isinstance(limit, AfterValidator) and limit.func is web_address:
            return "web address"
        if isinstance(limit, FieldInfo):
            return _limited(base, tuple(limit.metadata), links)
        low = getattr(limit, "ge", None) if low is None else low
        low = getattr(limit, "gt", None) if low is None else low
        high = getattr(limit, "le", None) if high is None else high
        high = getattr(limit, "lt", None) if high is None else high
        pattern = pattern or getattr(limit, "pattern", None)
    if pattern == r"^[a-z0-9]+(-[a-z0-9]+)*$":
        return "id"
    if pattern:
        return _PATTERNS.get(
            str(pattern), f"text of the form `{str(pattern).replace('|', chr(92) + '|')}`"
        )
    if low is not None and high is not None:
        return f"{kind}, {_plain(low)} to {_plain(high)}"
    if low is not None:
        return f"{kind}, from {low:g} up"
    return kind


def _plain(number: float) -> str:
    """A limit as text. Whole numbers under 10,000 have no comma, as in a year."""
    return (
        f"{number:,g}"
        if number < 10_000 and number != int(number)
        else (f"{int(number)}" if number < 10_000 else f"{int(number):,}")
    )


_DAY = "year, month or day: `2019`, `2019-03`, `2019-03-31`"
_PATTERNS = {
    r"^(profile|figure|catalog|source|count):\S.*$": "text: where it comes from",
    r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-[0-3]\d)?)?$": _DAY,
    r"^\d{4}(-\d{2}(-\d{2})?)?$": _DAY,
    r"^\d\d-\d{4}(\.\d\d)?$": "code: `41-2031` or `41-2031.00`",
    r"^\d\d-\d{4}$": "SOC code: `41-2031`",
    r"^\d\d-\d{4}\.\d\d$": "O*NET-SOC code: `41-2031.00`",
    r"^[A-Z]{2}$": "two letters: `US`",
    r"^[A-Z]{3}$": "three letters: `USD`",
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "language code: `en`, `fr-CA`",
}


def _require_same_keys(page: str, keys: list[str]) -> None:
    """SystemExit where docs_words.toml lacks a key of a page, or explains one that is gone."""
    missing = [key for key in keys if key not in WORDS[page]]
    left = [key for key in WORDS[page] if key not in keys]
    if missing or left:
        raise SystemExit(
            f"scripts/docs_words.toml: [{page}]: add {missing or 'nothing'}, "
            f"take out {left or 'nothing'}"
        )


# Data


def statements() -> str:
    """Every kind of statement with its template, under the headings of the template file."""
    parts = [
        "# Statements\n\nWhat the engine says about a person is a statement: a kind and values, "
        "each value with its origin. Its words come from one template a kind. `{name}` stands for "
        "a value with its unit, `{name.place}` and `{name.period}` for where and when a figure "
        "holds. Every number in a text is one of its values. The templates stand in "
        "`src/benchpin/wording/words/en.toml`.",
    ]
    templates = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
    heading, inside = "", False
    rows: list[tuple[str, ...]] = []
    for line in TEMPLATES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            inside = line == "[statements]"
        elif inside and line.startswith("# "):
            if rows:
                parts.append(f"## {heading}\n\n{_table(('kind', 'words'), rows)}")
            heading, rows = line[2:], []
        elif inside and (match := re.match(r'"?([a-z0-9-]+)"?\s*=', line)):
            rows.append((f"`{match[1]}`", _cell(templates["statements"][match[1]])))
    parts.append(f"## {heading}\n\n{_table(('kind', 'words'), rows)}")
    questions = [
        (f"`{kind}`", _cell(t["text"]), _cell(t["why"])) for kind, t in templates["ask"].items()
    ]
    parts.append(f"## What is asked next\n\n{_table(('kind', 'question', 'why'), questions)}")
    return "\n\n".join(parts)


def weights() -> str:
    """Every weight with its value and its meaning."""
    settings = tomllib.loads((DATA / "weights.toml").read_text(encoding="utf-8"))
    # Stops where the file does not fit the model.
    Weights.model_validate(_freeze(settings))
    rows = list(_flatten(settings, ""))
    _require_same_keys("weights", [key for key, _ in rows])
    table = _table(
        ("key", "value", "meaning"),
        [(f"`{key}`", f"{value}", WORDS["weights"][key]) for key, value in rows],
    )
    return (
        "# Weights\n\nHow facts become scores stands in `src/benchpin/data/weights.toml`, not in "
        "code. All of it is our judgement. How the numbers are used: "
        f"[Matching](../how-it-works/matching.md).\n\n{table}"
    )


def _flatten(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            items = value if isinstance(value, list) else [value]
            yield (
                f"{prefix}{key}",
                ", ".join(item if isinstance(item, str) else f"{item:g}" for item in items),
            )


def _freeze(value: Any) -> Any:
    """A TOML value with tuples for lists, as the strict models require."""
    if isinstance(value, list):
        return tuple(_freeze(item) for item in value)
    if isinstance(value, dict):
        return {key: _freeze(item) for key, item in value.items()}
    return value


def roles(catalog: Catalog) -> str:
    """Every role, with its id and its nearest occupation."""
    rows = []
    for identity, role in catalog.roles.items():
        work = role.occupations
        nearest = f"{', '.join(work.soc2018)} ({work.applies})"
        reviewed = ", ".join(r.name for r in role.reviewed_by) or "not yet"
        rows.append(
            (f"`{identity}`", role.label, role.family, _cell(", ".join(role.also_called)),
             nearest, reviewed)
        )  # fmt: skip
    table = _table(("role", "label", "family", "also called", "SOC 2018", "reviewed by"), rows)
    return (
        f"# Roles\n\nThe {len(rows)} roles of the trade that Benchpin knows. The first column is "
        "the name to use in a profile. An occupation is `same` where it is this role, `broad` "
        "where the role is one of several in it, and `proxy` where it is only the nearest there "
        f"is.\n\n{table}"
    )


def skills(catalog: Catalog) -> str:
    """Every skill by category, with its id."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for identity, skill in catalog.skills.items():
        row = (f"`{identity}`", _cell(skill.label), _cell(", ".join(skill.also_called)), skill.kind)
        groups.setdefault(skill.category, []).append(row)
    parts = [
        f"# Skills\n\nThe {len(catalog.skills)} skills that roles ask for. The first column is "
        "the name to use in a profile."
    ]
    for category, rows in sorted(groups.items()):
        heading = category.replace("-", " ").replace("_", " ")
        parts.append(
            f"## {heading[0].upper()}{heading[1:]}\n\n"
            f"{_table(('skill', 'label', 'also called', 'kind'), rows)}"
        )
    return "\n\n".join(parts)


def qualifications(catalog: Catalog) -> str:
    """Every qualification with its standing and the number of its programmes."""
    rows = []
    for identity, record in catalog.qualifications.items():
        count = len(catalog.programmes_of.get(identity, ()))
        rows.append(
            (f"`{identity}`", _cell(record.label), record.kind, record.status,
             ", ".join(record.country), str(count))
        )  # fmt: skip
    table = _table(("qualification", "label", "kind", "standing", "country", "programmes"), rows)
    return (
        f"# Qualifications\n\nThe {len(rows)} qualifications that Benchpin knows. The first column "
        "is the name to use in a profile. A closed one is kept, so that whoever asks for it is "
        f"told.\n\n{table}"
    )


def sources(catalog: Catalog) -> str:
    """Every source, with the attribution that its publisher asks for."""
    attributions = [
        f"- {source.title}: {source.attribution}"
        for source in catalog.sources.values()
        if source.attribution
    ]
    rows = []
    for identity, source in catalog.sources.items():
        title = _cell(source.title)
        link = f"[{title}](<{source.url}>)" if source.url else title
        rows.append(
            (f"`{identity}`", link, _cell(source.publisher), source.published or "",
             source.accessed.isoformat(), source.reliability)
        )  # fmt: skip
    table = _table(("source", "title", "publisher", "published", "read on", "reliability"), rows)
    return (
        f"# Sources\n\nThe {len(rows)} sources that facts are taken from. A primary source made "
        "the number, a secondary one quotes it or was read in a copy; a weak or unreliable one is "
        "kept only so that a myth or a trap can warn of it.\n\n"
        "## In the words of their publishers\n\n"
        + "\n".join(attributions)
        + f"\n\n## All sources\n\n{table}"
    )


def coverage(catalog: Catalog) -> str:
    """What is on record for each role, as `benchpin check --coverage` prints it."""
    about = (
        "# Coverage\n\nWhat is on record, as `benchpin check --coverage` prints it. Tasks and "
        "benefits count where a source says so, rewards and drawbacks in all. Pay is that of the "
        "role itself, beyond the published pay of its occupations."
    )
    return "\n\n".join((about, "\n".join(coverage_lines(catalog))))


def rooms() -> str:
    """The rooms of the package with the rooms that each imports."""
    rows = [(f"`{room}`", _cell(about), imports) for room, about, imports in draw_rooms.rows()]
    return (
        "# Rooms\n\nThe folders of `src/benchpin`, highest first, each with what its code imports. "
        "How they work together: [Architecture](../architecture.md).\n\n"
        "![The rooms with the imports that do not follow from others](rooms.svg)\n\n"
        + _table(("room", "what it is for", "imports"), rows)
    )


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}"]
    lines += [f"| {' | '.join(row)} |".replace("|  |", "| |") for row in rows]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").replace("[", "\\[").replace("]", "\\]")


def main() -> None:
    """Write the pages, or check which are out of date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; leave with 1 if stale")
    arguments = parser.parse_args()
    written_pages = pages()
    existing_names = {path.name for path in TARGET.iterdir()}
    stale_names = sorted(existing_names - set(written_pages))
    for name, text in written_pages.items():
        path = TARGET / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale_names.append(name)
    if arguments.check:
        if stale_names:
            raise SystemExit(f"out of date: {', '.join(sorted(stale_names))}; run 'make reference'")
        return
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in existing_names - set(written_pages):
        (TARGET / name).unlink()
    for name, text in written_pages.items():
        (TARGET / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(written_pages)} pages in docs/reference; {len(stale_names)} changed")


if __name__ == "__main__":
    main()
