"""Read the text of a resume: sections, entries, dates, languages, private details."""

from benchpin.profile.resume.draft import ReadResume, SkillMentionLike, SkillSpotter, Span
from benchpin.profile.resume.privacy import KINDS

__all__ = [
    "KINDS",
    "ReadResume",
    "SkillMentionLike",
    "SkillSpotter",
    "Span",
]
