"""`benchpin plan`: the plan of a person to one role, with courses, dates and what they cost."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchpin.cli.options import (
    DateParam,
    find_role,
    format_option,
    open_catalog,
    open_profile,
    output_option,
    today,
)
from benchpin.cli.output import write_output

if TYPE_CHECKING:
    from benchpin.plan import Plan


@click.command("plan", short_help="The way to a role: courses, other ways, dates, cost.")
@click.argument("profile", type=click.Path(path_type=Path), required=False)
@click.option("--role", required=True, help="The role to plan for; 'benchpin roles' lists them.")
@click.option("--resume", type=click.Path(path_type=Path), help="A resume in place of PROFILE.")
@click.option("--start", type=DateParam(), help="The first day; today if left out.")
@format_option("text", "json", "ics", "markdown", "html")
@output_option()
def plan_command(
    profile: Path | None,
    role: str,
    resume: Path | None,
    start: date | None,
    output_format: str,
    output: Path | None,
) -> None:
    """Plan the way of the person in PROFILE to a role: courses, other ways, dates, cost."""
    from benchpin import reference  # noqa: PLC0415
    from benchpin.guidance import plan_role  # noqa: PLC0415

    catalog = open_catalog()
    role = find_role(role, catalog)
    with reference.open() as data:
        person, _ = open_profile(profile, resume, catalog, data)
        plan = plan_role(role, person, catalog, data, as_of=start or today())
    write_output(_render(plan, output_format), output)


def _render(plan: "Plan", output_format: str) -> str:
    from benchpin.documents.answers import plan as answers  # noqa: PLC0415

    renderers = {
        "text": answers.plan_as_text,
        "json": answers.plan_as_json,
        "ics": answers.plan_as_calendar,
        "markdown": answers.plan_as_markdown,
        "html": answers.plan_as_html,
    }
    return renderers[output_format](plan)
