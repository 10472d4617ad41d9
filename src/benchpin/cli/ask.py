"""`benchpin ask`: answers questions about work in the trade from what the catalog knows."""

from pathlib import Path

import click

from benchpin.cli.options import format_option, open_catalog

MAX_QUESTIONS = 10_000
"""How many questions of a file are answered."""


@click.command("ask", short_help="Answer a question about work in the trade, with sources.")
@click.argument("question", required=False)
@click.option("--context", help="The question before, for one like 'and how long is it?'.")
@click.option(
    "--profile", type=click.Path(path_type=Path), help="Whose role and place are meant, if unsaid."
)
@click.option(
    "--file",
    "source",
    type=click.Path(path_type=Path),
    help="Questions as CSV (id, question, context); prints a line of JSON for each.",
)
@format_option("text", "json")
def ask_command(
    question: str | None,
    context: str | None,
    profile: Path | None,
    source: Path | None,
    output_format: str,
) -> None:
    """Answer QUESTION about work in the trade, with sources, or say who knows."""
    from benchpin import reference  # noqa: PLC0415
    from benchpin.ask.answer import answer_question, asker_of  # noqa: PLC0415
    from benchpin.documents.answers import ask  # noqa: PLC0415
    from benchpin.inputs.errors import BadInput  # noqa: PLC0415

    if (question is None) == (source is None):
        raise BadInput("ask one QUESTION in quotes, or name a file of questions with --file")
    catalog = open_catalog()
    with reference.open() as data:
        asker = None
        if profile is not None:
            from benchpin.profile.case import read_case  # noqa: PLC0415

            asker = asker_of(read_case(profile, catalog).profile, data)
        if source is not None:
            from benchpin.ask.question_file import read_questions  # noqa: PLC0415

            for row in read_questions(source, MAX_QUESTIONS):
                answer = answer_question(
                    row.question, catalog, data, context=row.context, identity=row.id, asker=asker
                )
                click.echo(ask.answer_as_json(answer, one_line=True), nl=False)
            return
        answer = answer_question(question or "", catalog, data, context=context, asker=asker)
    text = ask.answer_as_json(answer) if output_format == "json" else ask.answer_as_text(answer)
    click.echo(text, nl=False)
