"""Base classes and field types of all facts."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Lower case with hyphens; the id of a fact in a file of its own is the file's name."""


class _Prose:
    """Marks a field as prose, in which a figure may stand only as a placeholder, `{figure-id}`."""


Prose = Annotated[str, StringConstraints(min_length=1), _Prose()]
"""Our own words in a data file. States a figure only as a placeholder: `{figure-id}`."""

_WEB = re.compile(r"https?://[^\s<>\"/?#]+[^\s<>\"]*")


def web_address(url: str) -> str:
    """The address unchanged; a ValueError where a browser might take it for something else."""
    if not _WEB.fullmatch(url):
        raise ValueError(
            'must begin with https:// or http:// and hold no space, no <, no > and no "; correct it'
        )
    return url


Url = Annotated[str, AfterValidator(web_address)]
"""The address of a web page."""

Basis = Literal["source", "judgement"]
"""What a fact rests on: a named source, or our own judgement."""

OUR_JUDGEMENT = "benchpin"
"""The source id of everything that is our own judgement."""


class Fact(BaseModel):
    """Base of every record of a data file: frozen, strict, with unknown keys refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        validate_by_name=True,
        serialize_by_alias=True,
        allow_inf_nan=False,
    )


class Citation(Fact):
    """A source that supports some fields (`for`), and the day on which it was last checked.

    `locator` is the place in the source, such as a page or a table.
    """

    source: Id
    locator: str | None = None
    checked: date
    for_: tuple[str, ...] = Field(default=(), alias="for")


def require_source_matches_basis(basis: Basis, source: str | tuple[str, ...] | None) -> None:
    """Raise ValueError where the basis is a source and none is named, or the other way round."""
    if basis == "source" and not source:
        raise ValueError("basis is 'source' but none is named; name it, or say 'judgement'")
    if basis == "judgement" and source:
        raise ValueError("basis is 'judgement' but a source is named; take one of them out")


class SourcedClaim(Fact):
    """A statement in our own words (`what`) with its basis: a source, or our judgement."""

    what: Prose
    basis: Basis = "source"
    source: Id | None = None
    checked: date | None = None

    @property
    def cited_sources(self) -> tuple[str, ...]:
        """The id of the source; without one, that of our judgement."""
        return (self.source or OUR_JUDGEMENT,)

    def model_post_init(self, _: Any) -> None:
        """Refuse a claim whose basis and source do not agree, or a source never checked."""
        require_source_matches_basis(self.basis, self.source)
        if self.basis == "source" and self.checked is None:
            raise ValueError("basis is 'source' but no checked day is named; add it")


class FrozenModel(BaseModel):
    """Base of every result: frozen, with unknown keys refused; serialized by alias."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )
