"""`benchpin data`: public data sets that somebody adds, and which release of each is in use."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from benchpin.reference.datasets import Manifest


@click.group("data")
def data_commands() -> None:
    """Add public data sets (O*NET, ESCO, wages, projections), and say which release to use."""


@data_commands.command("add")
@click.argument("name")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--release", help="The release, where the files do not say it.")
def data_add(name: str, paths: tuple[Path, ...], release: str | None) -> None:
    """Add a release of NAME from folders, zips or files in PATHS.

    NAME is onet, esco, soc-titles, oews (wages), projections or metals (prices).
    """
    from benchpin.reference import datasets as sets  # noqa: PLC0415

    added = sets.install_release(name, paths, release=release, progress=progress)
    if name == "esco":
        # Reading titles needs an index; made now, nobody waits for it later.
        from benchpin import reference  # noqa: PLC0415
        from benchpin.text.esco.titles import open_reader  # noqa: PLC0415

        progress("reading names")
        with reference.open() as held:
            open_reader(held)
    progress("")
    click.echo(f"Added and in use: {added.title}, {_counted(added)}.")
    if added.release_from == "dates":
        click.echo("Its files do not name the release: it is called after the newest date in them.")
    if added.tables_missing:
        click.echo(f"Not in these files: {', '.join(added.tables_missing)}.")
    click.echo(added.attribution)


@data_commands.command("use")
@click.argument("name")
@click.argument("release")
def data_use(name: str, release: str) -> None:
    """Use RELEASE of NAME, or 'embedded': what comes with Benchpin."""
    from benchpin.reference import datasets as sets  # noqa: PLC0415

    sets.DatasetRegistry().use(sets.recipe_named(name).name, release)
    click.echo(f"In use: {name} {release}")


@data_commands.command("list")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print it."
)
def data_list(form: str) -> None:
    """List the releases that were added, and which are in use."""
    from benchpin.reference import datasets as sets  # noqa: PLC0415

    home = sets.DatasetRegistry()
    active = [home.active(name) for name in sets.RECIPES]
    held = [each for name in sorted(sets.RECIPES) for each in home.releases(name)]
    if form == "json":
        rows = [{**each.model_dump(mode="json"), "in_use": each in active} for each in held]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for each in held:
        use = "in use" if each in active else "not in use"
        click.echo(
            f"{each.name} {each.release}: {use}, {_counted(each)}, added {each.added:%Y-%m-%d}"
        )
    if not held:
        click.echo("None is added: what comes with Benchpin is in use.")


@data_commands.command("remove")
@click.argument("name")
@click.argument("release")
def data_remove(name: str, release: str) -> None:
    """Take RELEASE of NAME away."""
    from benchpin.reference import datasets as sets  # noqa: PLC0415

    home = sets.DatasetRegistry()
    home.remove(sets.recipe_named(name).name, release)
    left = home.active(name)
    click.echo(f"Removed: {name} {release}; in use: {left.release if left else 'embedded'}")


def progress(words: str) -> None:
    """Show a line that the next writes over, where somebody watches; elsewhere it is noise."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{words}", nl=False, err=True)


def _counted(manifest: "Manifest") -> str:
    tables = "1 table" if len(manifest.rows) == 1 else f"{len(manifest.rows)} tables"
    return f"{tables}, {sum(manifest.rows.values()):,} rows"
