"""The sheet of `benchpin advise --format sheet`: one for a profile, or one for each in a folder."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from benchpin.cli.options import open_profile
from benchpin.cli.output import count_of, progress, require_folder

if TYPE_CHECKING:
    from benchpin.catalog import Catalog
    from benchpin.documents.sheet import Paper, Sheet
    from benchpin.profile import Profile
    from benchpin.reference import Reference

SUFFIXES: Final = (".pdf", ".html")
PROFILE_SUFFIXES: Final = (".toml", ".json")
CASE_SUFFIX: Final = ".case.json"
"""What stands beside a profile file and is read with it: no profile of its own."""
MAX_PROFILES: Final = 500
"""The most profiles of one folder: more is a mistake in its name, not a caseload."""
SheetMaker = Callable[["Profile"], "Sheet"]


def sheet_maker(
    catalog: "Catalog",
    reference: "Reference",
    *,
    as_of: date,
    paper: "Paper | None",
    with_limits: bool,
) -> SheetMaker:
    """A function that makes the sheet of a profile."""
    from benchpin.documents.sheet import guidance_sheet  # noqa: PLC0415
    from benchpin.documents.short_answer import short_answer  # noqa: PLC0415
    from benchpin.guidance import advise  # noqa: PLC0415

    def make(profile: "Profile") -> "Sheet":
        guidance = advise(profile, catalog, reference, as_of=as_of)
        answer = short_answer(profile, guidance, catalog, reference)
        return guidance_sheet(
            profile, guidance, answer, catalog, reference, paper=paper, with_limits=with_limits
        )

    return make


def sheet_path(output: Path | None) -> Path:
    """The file that a sheet goes to; BadInput without one, or with another ending."""
    from benchpin.inputs.errors import BadFile, BadInput  # noqa: PLC0415

    if output is None:
        raise BadInput("a sheet is a file; add --output NAME.pdf or --output NAME.html")
    if output.suffix.lower() not in SUFFIXES:
        raise BadFile(f"{output}: a sheet ends in .pdf or .html; write one of them")
    require_folder(output)
    return output


def write_sheet(sheet: "Sheet", output: Path) -> None:
    """Write a sheet, whole or not at all, in the form that the name of the file ends in."""
    from benchpin.documents.sheet import sheet_as_html, sheet_as_pdf  # noqa: PLC0415
    from benchpin.inputs.files import replace_files  # noqa: PLC0415

    is_pdf = output.suffix.lower() == ".pdf"
    replace_files({output: sheet_as_pdf(sheet) if is_pdf else sheet_as_html(sheet)})


def write_sheets(
    folder: Path,
    output: Path | None,
    make: SheetMaker,
    catalog: "Catalog",
    reference: "Reference",
    *,
    force: bool,
) -> None:
    """A PDF for each profile of a folder; status 1 where one of them could not be made.

    A profile that cannot be read, or a file that is there already, is one line on standard error,
    and the others are written.
    """
    from benchpin.inputs.errors import BadFile, BadInput  # noqa: PLC0415

    if output is None:
        raise BadInput("sheets are files; add --output and the folder that they go to")
    paths = _profile_paths(folder)
    _make_folder(output)
    written: dict[Path, Path] = {}
    for number, path in enumerate(paths, start=1):
        progress(f"{number} of {len(paths)}: {path.name}")
        target = output / f"{path.stem}.pdf"
        try:
            if target in written:
                raise BadFile(f"{path}: its sheet would replace that of {written[target]}")
            if target.exists() and not force:
                raise BadFile(f"{target}: is there already; --force replaces it")
            profile, _ = open_profile(path, None, catalog, reference)
            write_sheet(make(profile), target)
        except BadInput as error:
            progress("")
            click.echo(f"benchpin: {' '.join(str(error).split())}", err=True)
        else:
            written[target] = path
    progress("")
    click.echo(f"{count_of(len(written), 'sheet')} in {output}")
    if len(written) < len(paths):
        left = count_of(len(paths) - len(written), "profile")
        click.echo(f"benchpin: {left} without a sheet; see above", err=True)
        raise SystemExit(1)


def _profile_paths(folder: Path) -> list[Path]:
    """The profiles and cases of a folder, by name."""
    from benchpin.inputs.errors import BadFile  # noqa: PLC0415

    paths = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in PROFILE_SUFFIXES
        and not path.name.lower().endswith(CASE_SUFFIX)
        and not path.name.startswith(".")
        and path.is_file()
    )
    if not paths:
        raise BadFile(f"{folder}: holds no profile; profiles end in .toml or .json")
    if len(paths) > MAX_PROFILES:
        raise BadFile(
            f"{folder}: holds {len(paths):,} profiles, and {MAX_PROFILES} at a time is the most; "
            "divide it"
        )
    return paths


def _make_folder(output: Path) -> None:
    from benchpin.inputs.errors import BadFile  # noqa: PLC0415

    if output.exists() and not output.is_dir():
        raise BadFile(f"{output}: is a file; name a folder for the sheets")
    require_folder(output)
    try:
        output.mkdir(exist_ok=True)
    except OSError as error:
        raise BadFile(
            f"{output}: cannot be made ({error.strerror}); choose another place"
        ) from None
