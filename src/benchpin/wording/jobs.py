"""Jobs."""

from benchpin.market import Place, ReachableJobs
from benchpin.wording import format as shown
from benchpin.wording.phrases import phrase


def area_name(place: Place) -> str:
    """The name of an area; of the nation the country's, for the survey calls it something else."""
    return shown.format_area(place.country) if place.kind == "nation" else place.name


def jobs_in_words(found: ReachableJobs) -> str:
    """A count of jobs with its error, or why there is none."""
    if found.jobs is None:
        return phrase(f"reach.{found.why}")
    jobs = f"{shown.format_number(found.jobs)} jobs"
    if found.bound != "exact":
        jobs = phrase(f"reach.{found.bound}", jobs=jobs)
    if found.give_or_take is None:
        return jobs
    error = phrase("reach.give_or_take", jobs=shown.format_number(found.give_or_take))
    return f"{jobs}, {error}"
