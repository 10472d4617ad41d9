"""`benchpin evaluate`: the product measured against ground truth."""

from pathlib import Path

import click

from benchpin.cli.options import open_catalog, output_option
from benchpin.cli.output import write_output


@click.command("evaluate", short_help="How well Benchpin does, as measured.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with public ground truths.",
)
@output_option()
def evaluate_command(names: tuple[str, ...], folder: Path | None, output: Path | None) -> None:
    """How well Benchpin does, measured against ground truth, as Markdown.

    Without a NAME everything is measured that there is data for.
    """
    from importlib.metadata import version  # noqa: PLC0415

    from benchpin import evaluate, reference  # noqa: PLC0415

    with reference.open() as data:
        measures = evaluate.run_measures(
            names, evaluate.MeasureInputs(open_catalog(), data, folder)
        )
    write_output(evaluate.as_markdown(measures, version("benchpin")), output)
