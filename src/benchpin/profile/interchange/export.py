"""A profile for other programs, with what each form could not hold."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from benchpin.catalog import Catalog
from benchpin.profile.interchange.europass.writer import as_europass
from benchpin.profile.interchange.json_resume.writer import as_json_resume
from benchpin.profile.interchange.loss_report import ExportLoss
from benchpin.profile.model import Profile

FORMS: Final = ("json-resume", "europass")


@dataclass(frozen=True, slots=True)
class Exported:
    """A profile in another form.

    `lost` are the places that the form does not hold, each with the reason. `only_here` are those
    that stand where only Benchpin finds them: they come back, and another program does not see
    them as what they are.
    """

    text: str
    lost: tuple[ExportLoss, ...] = ()
    only_here: tuple[ExportLoss, ...] = ()


def export_profile(profile: Profile, catalog: Catalog, form: str, *, as_of: date) -> Exported:
    """The profile as `json-resume` or `europass`; `as_of` is the day that Europass asks for.

    What is for the person alone (aims, interests, values, circumstances) is in neither: a resume
    goes to employers.
    """
    if form == "json-resume":
        text, lost, only_here = as_json_resume(profile, catalog)
    elif form == "europass":
        text, lost, only_here = as_europass(profile, catalog, as_of)
    else:
        raise ValueError(f"no such form '{form}'; use one of {', '.join(FORMS)}")
    return Exported(text, tuple(lost), tuple(only_here))
