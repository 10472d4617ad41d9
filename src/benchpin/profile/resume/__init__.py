"""Read the text of a resume: sections, entries, dates, languages, private details."""

from benchpin.profile.resume.draft import ReadResume, SkillMentionLike, SkillSpotter, Span
from benchpin.profile.resume.privacy import PRIVATE_DETAIL_KINDS

__all__ = [
    "PRIVATE_DETAIL_KINDS",
    "ReadResume",
    "SkillMentionLike",
    "SkillSpotter",
    "Span",
]
