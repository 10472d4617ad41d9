"""A person's documents as a profile: resumes of many forms, JSON Resume, Europass."""

from benchpin.profile.readers.model import ReadResume, Span, Spot, Spotted
from benchpin.profile.readers.private import KINDS
from benchpin.profile.readers.resume import read_content, read_resume

__all__ = ["KINDS", "ReadResume", "Span", "Spot", "Spotted", "read_content", "read_resume"]
