"""A person's documents as a profile: resumes of many forms, JSON Resume, Europass."""

from benchpin.profile.resume.draft import ReadResume, SkillMentionLike, SkillSpotter, Span
from benchpin.profile.resume.privacy import KINDS

__all__ = [
    "KINDS",
    "ReadResume",
    "SkillMentionLike",
    "SkillSpotter",
    "Span",
]
