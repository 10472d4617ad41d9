"""`benchpin data`: public data sets that somebody installs, and which release of each is in use."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchpin.cli.options import format_option
from benchpin.cli.output import progress

if TYPE_CHECKING:
    from benchpin.reference.datasets import Manifest


@click.group("data", short_help="Add public data sets: O*NET, ESCO, wages, projections.")
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
    from benchpin.reference import datasets  # noqa: PLC0415

    manifest = datasets.install_release(name, paths, release=release, progress=progress)
    if name == "esco":
        # Reading titles needs an index; made now, nobody waits for it later.
        from benchpin import reference  # noqa: PLC0415
        from benchpin.text.esco.titles import open_reader  # noqa: PLC0415

        progress("reading names")
        with reference.open() as data:
            open_reader(data)
    progress("")
    click.echo(f"Added and in use: {manifest.title}, {_size(manifest)}.")
    if manifest.release_from == "dates":
        click.echo("Its files do not name the release: it is called after the newest date in them.")
    if manifest.tables_missing:
        click.echo(f"Not in these files: {', '.join(manifest.tables_missing)}.")
    click.echo(manifest.attribution)


@data_commands.command("use")
@click.argument("name")
@click.argument("release")
def data_use(name: str, release: str) -> None:
    """Use RELEASE of NAME, or 'embedded': what comes with Benchpin."""
    from benchpin.reference import datasets  # noqa: PLC0415

    datasets.DatasetRegistry().use(datasets.find_dataset_spec(name).name, release)
    click.echo(f"In use: {name} {release}")


@data_commands.command("list")
@format_option("text", "json")
def data_list(output_format: str) -> None:
    """List the releases that were added, and which are in use."""
    from benchpin.reference import datasets  # noqa: PLC0415

    registry = datasets.DatasetRegistry()
    active = [registry.active(name) for name in datasets.DATASET_SPECS]
    manifests = [
        manifest for name in sorted(datasets.DATASET_SPECS) for manifest in registry.releases(name)
    ]
    if output_format == "json":
        rows = [
            {**manifest.model_dump(mode="json"), "in_use": manifest in active}
            for manifest in manifests
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for manifest in manifests:
        use = "in use" if manifest in active else "not in use"
        click.echo(
            f"{manifest.name} {manifest.release}: {use}, {_size(manifest)}, "
            f"added {manifest.added:%Y-%m-%d}"
        )
    if not manifests:
        click.echo("None is added: what comes with Benchpin is in use.")


@data_commands.command("remove")
@click.argument("name")
@click.argument("release")
def data_remove(name: str, release: str) -> None:
    """Take RELEASE of NAME away."""
    from benchpin.reference import datasets  # noqa: PLC0415

    registry = datasets.DatasetRegistry()
    registry.remove(datasets.find_dataset_spec(name).name, release)
    active = registry.active(name)
    click.echo(f"Removed: {name} {release}; in use: {active.release if active else 'embedded'}")


def _size(manifest: "Manifest") -> str:
    """How many tables and rows a release has."""
    tables = "1 table" if len(manifest.rows) == 1 else f"{len(manifest.rows)} tables"
    return f"{tables}, {sum(manifest.rows.values()):,} rows"
