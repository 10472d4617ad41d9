"""Words for areas and for counts of jobs."""

from benchpin.market import Place, ReachableJobs
from benchpin.wording import format as formatting
from benchpin.wording.phrases import phrase


def area_name(place: Place) -> str:
    """The name of an area; for the nation, that of the country, as the survey's name differs."""
    return formatting.format_area(place.country) if place.kind == "nation" else place.name


def reachable_jobs_text(reachable_jobs: ReachableJobs) -> str:
    """A count of jobs with its margin of error, or the reason why there is no count."""
    if reachable_jobs.jobs is None:
        return phrase(f"reach.{reachable_jobs.why}")
    text = f"{formatting.format_number(reachable_jobs.jobs)} jobs"
    if reachable_jobs.bound != "exact":
        text = phrase(f"reach.{reachable_jobs.bound}", jobs=text)
    if reachable_jobs.give_or_take is None:
        return text
    error = phrase("reach.give_or_take", jobs=formatting.format_number(reachable_jobs.give_or_take))
    return f"{text}, {error}"
