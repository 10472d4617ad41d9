"""What every shape of a fact has in common."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Lower case with hyphens; the path of a fact's file is its identity."""


class _Prose:
    """Marks a field as prose, in which a figure may stand only as a placeholder, `{figure-id}`."""


Prose = Annotated[str, StringConstraints(min_length=1), _Prose()]
"""Our own words in a data file. States a figure only as a placeholder: `{figure-id}`."""

_WEB = re.compile(r"https?://[^\s<>\"/?#]+[^\s<>\"]*")


def web_address(url: str) -> str:
    """The address as it is given; a ValueError where a browser might take it for something else."""
    if not _WEB.fullmatch(url):
        raise ValueError(
            'must begin with https:// or http:// and hold no space, no <, no > and no "; mend it'
        )
    return url


Url = Annotated[str, AfterValidator(web_address)]
"""The address of a page of the web."""

Basis = Literal["source", "judgement"]
"""Whether a source says so (then it is named) or it is our judgement."""

OUR_JUDGEMENT = "benchpin"
"""The source id of everything that is our own judgement."""


class Fact(BaseModel):
    """A frozen record; a key that it does not know is refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        validate_by_name=True,
        serialize_by_alias=True,
        allow_inf_nan=False,
    )


class Citation(Fact):
    """What a source says in support of which fields, and the day somebody last saw it say so."""

    source: Id
    locator: str | None = None
    checked: date
    for_: tuple[str, ...] = Field(default=(), alias="for")


def require_source_matches_basis(basis: Basis, source: str | tuple[str, ...] | None) -> None:
    """Refuse a basis that does not agree with the source that is named, or is not."""
    if basis == "source" and not source:
        raise ValueError("basis is 'source' but none is named; name it, or say 'judgement'")
    if basis == "judgement" and source:
        raise ValueError("basis is 'judgement' but a source is named; take one of them out")


class SourcedClaim(Fact):
    """One statement in our words with its basis: a source, or our judgement."""

    what: Prose
    basis: Basis = "source"
    source: Id | None = None
    checked: date | None = None

    def model_post_init(self, _: Any) -> None:
        """Refuse a claim whose basis and source do not agree, or a source without its day."""
        require_source_matches_basis(self.basis, self.source)
        if self.basis == "source" and self.checked is None:
            raise ValueError("basis is 'source' but no checked day is named; add it")


class FrozenModel(BaseModel):
    """Base of every result: frozen, and a key that it does not know is refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )
