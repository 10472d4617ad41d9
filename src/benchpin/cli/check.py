"""`benchpin check`: is the knowledge sound?"""

import click


@click.command("check")
def check_command() -> None:
    """Look for mistakes in the knowledge, and list all of them."""
    from benchpin import catalog, reference  # noqa: PLC0415

    overlays = catalog.configured_overlays()
    problems = catalog.check(overlays)
    if not problems:
        with reference.open() as data:
            problems = reference.unknown_codes(catalog.load(overlays), data)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise SystemExit(1)
    click.echo("No problems found.")
