"""A person's documents as a profile: resumes of many forms, JSON Resume, Europass."""

from benchpin.profile.resume.draft import ReadResume, Span, Spot, Spotted
from benchpin.profile.resume.privacy import KINDS

__all__ = [
    "KINDS",
    "ReadResume",
    "Span",
    "Spot",
    "Spotted",
]
