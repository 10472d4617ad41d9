"""How a role is entered: from outside, from other roles, by training, and what is asked for."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from benchpin.facts.base import Basis, Fact, Id, Prose, Url, require_source_matches_basis

Entry = Literal["beginner", "trained", "experienced"]
Proof = Literal["bench-test", "portfolio", "apprenticeship", "qualification"]
BarKind = Literal["education", "licence", "test"]
EducationBar = Literal["high-school", "certificate", "associate", "bachelor", "master"]
DoorKind = Literal["apprenticeship", "trainee"]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class PriorRole(Fact):
    """A role that another one builds on, and the years in it that are enough."""

    role: Id
    years: float = Field(ge=0, le=15)


class EntryBar(Fact):
    """What law or custom asks of everybody who enters a role in these countries."""

    kind: BarKind
    level: EducationBar | None = None
    countries: tuple[Country, ...] = Field(min_length=1)
    what: Prose
    basis: Basis = "judgement"
    sources: tuple[Id, ...] = ()

    def model_post_init(self, _: Any) -> None:
        """Refuse a basis without its source, and a level of anything but education."""
        require_source_matches_basis(self.basis, self.sources)
        if (self.kind == "education") != (self.level is not None):
            raise ValueError("level stands with kind = 'education' and nowhere else; mend one")


class Listing(Fact):
    """Where openings are listed: by an organisation on record, or on a page (`label`, `url`).

    `source` says that they are listed there. A listing without `countries` is for all countries of
    its door.
    """

    organisation: Id | None = None
    label: Prose | None = None
    url: Url | None = None
    countries: tuple[Country, ...] = ()
    source: Id

    @model_validator(mode="after")
    def _is_one_of_the_two(self) -> "Listing":
        page = (self.label, self.url)
        if any(page) if self.organisation else not all(page):
            raise ValueError("needs either an organisation, or a label and its url; correct it")
        return self


class EntryDoor(Fact):
    """A paid post that trains newcomers for a role in these countries.

    `where` says where such openings are listed, the best place first.
    """

    kind: DoorKind
    countries: tuple[Country, ...] = Field(min_length=1)
    what: Prose
    where: tuple[Listing, ...] = ()
    basis: Basis = "judgement"
    sources: tuple[Id, ...] = ()

    def model_post_init(self, _: Any) -> None:
        """Refuse a basis that does not agree with what is named."""
        require_source_matches_basis(self.basis, self.sources)

    @model_validator(mode="after")
    def _lists_only_its_countries(self) -> "EntryDoor":
        for listing in self.where:
            strangers = set(listing.countries) - set(self.countries)
            if strangers:
                raise ValueError(
                    f"where names {', '.join(sorted(strangers))}, which the door does not; "
                    "add it to the countries, or take it out"
                )
        return self

    def listing_in(self, country: str) -> Listing | None:
        """The first place that lists openings in a country."""
        return next((x for x in self.where if country in (x.countries or self.countries)), None)


class Ladder(Fact):
    """How a role is entered, wherever no country is named.

    `entry`: beginner (hired without experience or training), trained (after a course, an
    apprenticeship or some months nearby), experienced (after years in other roles). Any one of
    `builds_on` is enough. `self_employed` marks a business of one's own, for which nobody is hired.
    The months of
    training lead from there to being hired; for an experienced role they come on top of the years.
    `proofs` stand in for years.
    """

    entry: Entry
    builds_on: tuple[PriorRole, ...] = ()
    self_employed: bool = False
    training_months_low: float = Field(ge=0, le=120)
    training_months_high: float = Field(ge=0, le=120)
    proofs: tuple[Proof, ...] = ()
    basis: Basis
    sources: tuple[Id, ...] = ()
    reason: Prose
    bars: tuple[EntryBar, ...] = ()
    doors: tuple[EntryDoor, ...] = ()

    def model_post_init(self, _: Any) -> None:
        """Refuse a basis that does not agree with what is named."""
        require_source_matches_basis(self.basis, self.sources)

    @model_validator(mode="after")
    def _is_consistent(self) -> "Ladder":
        if self.training_months_low > self.training_months_high:
            raise ValueError(
                "training_months_low is above training_months_high; exchange them or mend one"
            )
        if self.entry == "experienced" and not self.builds_on:
            raise ValueError("entry is 'experienced' but builds_on is empty; name the roles before")
        return self
