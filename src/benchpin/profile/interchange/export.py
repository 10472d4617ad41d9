"""Export a profile to another format, with a report of what that format cannot hold."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from benchpin.catalog import Catalog
from benchpin.profile.interchange.europass.writer import as_europass
from benchpin.profile.interchange.json_resume.writer import as_json_resume
from benchpin.profile.interchange.loss_report import ExportLoss
from benchpin.profile.model import Profile

EXPORT_FORMATS: Final = ("json-resume", "europass")


@dataclass(frozen=True, slots=True)
class ProfileExport:
    """A profile in another format.

    `lost` are the parts that the format does not hold, each with the reason. `only_here` are the
    parts in the extension that only Benchpin reads: they come back when the file is read again,
    but another program does not use them.
    """

    text: str
    lost: tuple[ExportLoss, ...] = ()
    only_here: tuple[ExportLoss, ...] = ()


def export_profile(profile: Profile, catalog: Catalog, form: str, *, as_of: date) -> ProfileExport:
    """The profile as `json-resume` or `europass`; `as_of` is the creation date of a Europass file.

    Aims, interests, values and circumstances are in neither, because a resume goes to employers.
    Raises ValueError for another format.
    """
    if form == "json-resume":
        text, lost, only_here = as_json_resume(profile, catalog)
    elif form == "europass":
        text, lost, only_here = as_europass(profile, catalog, as_of)
    else:
        raise ValueError(f"no such form '{form}'; use one of {', '.join(EXPORT_FORMATS)}")
    return ProfileExport(text, tuple(lost), tuple(only_here))
