"""`benchpin key`: who may ask the API."""

import click

SCOPES = ("guidance", "titles", "knowledge", "pay")


@click.group("key", short_help="Keys of the API.")
def key_commands() -> None:
    """Keys of the API: who may ask it, and for what."""


@key_commands.command("new")
@click.argument("name")
@click.option(
    "--scope", "scopes", type=click.Choice(SCOPES), multiple=True,
    help="What it may ask for; give it again for more. Everything if left out.",
)  # fmt: skip
def key_new(name: str, scopes: tuple[str, ...]) -> None:
    """Make a key for NAME and print it, this once: nothing but a hash of it is kept."""
    _open()
    from benchpin.web.api import keys  # noqa: PLC0415
    from benchpin.web.app.engine import now  # noqa: PLC0415

    click.echo(keys.create_key(name, scopes, at=now()))


@key_commands.command("list")
def key_list() -> None:
    """List the keys: name, what each may ask for, when it was made, last used and ended."""
    _open()
    from benchpin.web.api import keys  # noqa: PLC0415

    api_keys = keys.all_keys()
    if not api_keys:
        click.echo("There are no keys; make one with 'benchpin key new NAME'.")
    width = max((len(api_key.name) for api_key in api_keys), default=0)
    for api_key in api_keys:
        days = [f"made {api_key.made:%Y-%m-%d}"]
        days.append(f"used {api_key.used:%Y-%m-%d}" if api_key.used else "not used yet")
        if api_key.ended:
            days.append(f"ended {api_key.ended:%Y-%m-%d}")
        click.echo(f"{api_key.name:<{width}}  {','.join(api_key.scopes)}  {', '.join(days)}")


@key_commands.command("end")
@click.argument("name")
def key_end(name: str) -> None:
    """End the key of NAME: it is let in no more, at once."""
    _open()
    from benchpin.web.api import keys  # noqa: PLC0415
    from benchpin.web.app.engine import now  # noqa: PLC0415

    keys.revoke(name, at=now())
    click.echo(f"The key of {name} is let in no more.")


def _open() -> None:
    """The database of the web app, brought to this version."""
    from benchpin.web.database.startup import open_database  # noqa: PLC0415 - Django takes its time

    open_database()
