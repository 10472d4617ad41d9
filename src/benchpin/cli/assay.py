"""`benchpin assay`: which sentences of a text about the trade are true, by the catalog."""

from pathlib import Path

import click

from benchpin.cli.options import format_option, open_catalog, output_option


@click.command("assay", short_help="Check the sentences of a text against the knowledge.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--lines", is_flag=True, help="One sentence a line; prints a line of JSON for each.")
@format_option("text", "json", "html")
@output_option()
def assay_command(file: Path, lines: bool, output_format: str, output: Path | None) -> None:
    """Check the sentences of FILE (text, Markdown or HTML; - reads standard input)."""
    from benchpin import reference  # noqa: PLC0415
    from benchpin.ask.assay import assay_text, judge_lines  # noqa: PLC0415
    from benchpin.ask.text_file import read_advice  # noqa: PLC0415
    from benchpin.cli.output import write_output  # noqa: PLC0415
    from benchpin.documents.answers import assay  # noqa: PLC0415

    text = read_advice(file)
    catalog = open_catalog()
    with reference.open() as data:
        if lines:
            for claim in judge_lines(text, catalog, data):
                click.echo(assay.claim_as_json_line(claim), nl=False)
            return
        result = assay_text(text, catalog, data)
        output_text = {
            "text": lambda: assay.assay_as_text(result, catalog, data),
            "json": lambda: assay.assay_as_json(result),
            "html": lambda: assay.assay_as_html(text, result, catalog, data),
        }[output_format]()
    write_output(output_text, output)
