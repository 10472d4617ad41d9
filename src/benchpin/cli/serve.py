"""`benchpin serve` and what keeps a served Benchpin well: tidy, backup, restore."""

from pathlib import Path

import click

from benchpin.cli.output import count_of

# The web app is imported inside the commands: nothing else of the command line needs it.


@click.command("serve", short_help="Start the web app, until Ctrl+C.")
@click.option("--port", type=click.IntRange(0, 65535), default=8700, help="Where to listen.")
@click.option("--host", default="127.0.0.1", help="The address to listen at; this machine alone.")
def serve_command(port: int, host: str) -> None:
    """Start the web app, and answer until Ctrl+C.

    Cases are kept in SQLite, or where BENCHPIN_DATABASE says.
    """
    from benchpin.web.database.startup import open_database  # noqa: PLC0415

    open_database()
    from benchpin.web.database.live_lock import shared_lock  # noqa: PLC0415
    from benchpin.web.server import serving  # noqa: PLC0415

    if not serving.is_this_machine(host):
        click.echo(
            "benchpin: other machines can reach this server; name its public names in "
            "BENCHPIN_HOSTS, put a proxy with HTTPS in front, and set BENCHPIN_HTTPS=1",
            err=True,
        )
    with shared_lock():
        serving.serve(host, port, lambda address: click.echo(f"Benchpin is at {address}"))


@click.command("tidy", short_help="Delete the cases that nobody used for a year.")
def tidy_command() -> None:
    """Delete the cases that nobody used for a year; 'serve' does it each day."""
    from benchpin.web.database.startup import open_database  # noqa: PLC0415

    open_database()
    from benchpin.web.app.engine import now  # noqa: PLC0415
    from benchpin.web.cases import repository  # noqa: PLC0415

    count = repository.delete_unused(at=now())
    click.echo(f"Deleted: {count_of(count, 'case')} unused for a year.")
    if unsealed_count := repository.count_unsealed():
        click.echo(
            f"Not sealed yet: {count_of(unsealed_count, 'case')} of an earlier version; "
            "each is sealed when its code is next used."
        )


@click.command("backup", short_help="Write all cases and keys of the web app into a file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_command(file: Path) -> None:
    """Write all cases, API keys and the secret into FILE; the server may go on meanwhile."""
    from benchpin.web.database.startup import database_label, open_database  # noqa: PLC0415

    open_database(make=False)
    from benchpin.web.app.engine import now  # noqa: PLC0415
    from benchpin.web.database.backup import write_backup  # noqa: PLC0415

    count = write_backup(file, at=now())
    rows = f"{count_of(count, 'row')} of {database_label()}"
    click.echo(f"Backed up: {rows} in {file}, which holds the secret too.")


@click.command("restore", short_help="Put a backup into an empty database.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Delete what is in the database first.")
def restore_command(file: Path, force: bool) -> None:
    """Put a backup into an empty database, all of it or nothing. Stop the server first.

    Cases that were deleted since the backup stay deleted.
    """
    from benchpin.web.database.startup import open_database  # noqa: PLC0415

    open_database()
    from benchpin.web.database.backup import restore_backup  # noqa: PLC0415

    restored = restore_backup(file, force=force)
    click.echo(f"Restored: {count_of(restored.rows, 'row')} from {file}.")
    if restored.buried_cases:
        count = count_of(restored.buried_cases, "case")
        click.echo(f"Left out: {count} that had been deleted since.")


@click.command("rotate-secret", short_help="Make a new secret for the server, without loss.")
def rotate_secret_command() -> None:
    """Make a new secret for the server; every code and key stays valid. Stop the server first.

    The earlier secret is kept while a case or a key that nobody used since needs it.
    """
    from benchpin.web.database.startup import open_database  # noqa: PLC0415

    open_database(make=False)
    from benchpin.web.database.secret_rotation import rotate_secret  # noqa: PLC0415

    rotation = rotate_secret()
    click.echo(
        "Rotated: the server has a new secret. Make a backup: the earlier ones hold the old."
    )
    if rotation.cases or rotation.api_keys:
        click.echo(
            f"Under an earlier secret: {count_of(rotation.cases, 'case')} and "
            f"{count_of(rotation.api_keys, 'API key')}, until they are next used."
        )
