"""A person's documents as a profile: resumes of many forms, JSON Resume, Europass."""

from .model import ReadResume, Span, Spot, Spotted
from .private import KINDS
from .resume import read_content, read_resume

__all__ = ["KINDS", "ReadResume", "Span", "Spot", "Spotted", "read_content", "read_resume"]
