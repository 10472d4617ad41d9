"""Disputes: what practitioners say is wrong in what we claim on a role."""

from datetime import date

from pydantic import Field

from benchpin.facts.base import Fact, Id


class Dispute(Fact):
    """A claim on a role that a reviewer marked as wrong, and what is right in the reviewer's words.

    `claim` is its place in the role's file (`tasks.3`), `text` what it said when it was reviewed.
    """

    role: Id
    claim: str
    text: str
    correction: str = Field(min_length=1)
    name: str
    day: date
