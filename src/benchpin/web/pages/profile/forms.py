"""The forms of the two-minute start and of former jobs."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final, get_args

from django import forms
from django.forms import BoundField

from benchpin.catalog import Catalog
from benchpin.facts import DemandName
from benchpin.profile import EDUCATION, INTERESTS
from benchpin.profile.interview.session import MODES
from benchpin.profile.model import LimitExtent
from benchpin.reference import Area, PlaceReading, Reference
from benchpin.web.app.messages import all_messages, message
from benchpin.web.pages.forms.choices import CachedChoiceIterator
from benchpin.web.pages.forms.fields import Amount, MessageForm, Year
from benchpin.wording.format import with_article

MAX_TEXT_LENGTH = 5_000
"""Characters of a free text."""
LIMIT_PREFIX: Final = "limit_"
"""The field of a demand is named by it and the demand: `limit_standing`."""


class LimitsForm(MessageForm):
    """One choice for each demand of the work: fine, never, some hours, or with an arrangement."""

    message_file: ClassVar[str] = "begin"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = choice_labels("limit")
        choices = [("", message("begin.limits.fine"))]
        choices += [(extent, labels[extent]) for extent in get_args(LimitExtent)]
        for demand in get_args(DemandName):
            name = f"{LIMIT_PREFIX}{demand}"
            self.fields[name] = forms.ChoiceField(required=False)
            self.set_messages(name, self.fields[name])
            _set_choices(self, name, choices)

    def limits(self) -> list[BoundField]:
        """The fields of the limits, in the order of the demands."""
        return [self[f"{LIMIT_PREFIX}{demand}"] for demand in get_args(DemandName)]

    def has_limits(self) -> bool:
        """Whether any limit is chosen or in error, so that the page shows them unfolded."""
        return any(bound.value() or bound.errors for bound in self.limits())


class ShortProfileForm(LimitsForm):
    """The two-minute start: the few questions that guidance gains most from."""

    age = forms.ChoiceField(widget=forms.RadioSelect)
    role = forms.ChoiceField(required=False)
    title = forms.CharField(required=False, max_length=200)
    years = Amount(required=False, min_value=0, max_value=70)
    words = forms.CharField(
        required=False, max_length=MAX_TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 6})
    )
    likes = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(interest, interest) for interest in INTERESTS],
    )
    certificate = forms.ChoiceField(required=False)
    country = forms.ChoiceField(required=False)
    place = forms.CharField(required=False, max_length=120)
    minimum_pay = Amount(required=False, min_value=0, max_value=100_000_000)
    education = forms.ChoiceField(required=False)
    work_modes = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(mode, mode) for mode in MODES],
    )

    def __init__(
        self,
        *args: Any,
        catalog: Catalog,
        reference: Reference,
        ask_former_job: bool,
        ask_likes: bool = True,
        young: bool = False,
        certificates: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._reference = reference
        self._places = catalog.places
        if not ask_former_job:  # the page shows the stored jobs in place of these fields
            del self.fields["title"], self.fields["years"]
        if not ask_likes:  # what the interview found stands before it
            del self.fields["likes"]
        if not certificates:  # the page shows those that were told before in its place
            del self.fields["certificate"]
        if not young:  # only somebody under 18 comes of age; the others said that they are adult
            del self.fields["age"]
        no_answer = message("begin.no_answer")
        _set_choices(self, "role", [("", message("begin.no_role")), *role_choices(catalog)])
        _set_choices(
            self, "country", sorted(country_names(catalog).items(), key=lambda country: country[1])
        )
        education_labels = choice_labels("education")
        _set_choices(
            self,
            "education",
            [("", no_answer), *((key, education_labels[key]) for key in EDUCATION)],
        )
        no_certificate = message("begin.no_certificate")
        _set_choices(self, "certificate", [("", no_certificate), *certificates])
        _set_choices(self, "likes", list(choice_labels("likes").items()))
        _set_choices(self, "age", list(choice_labels("age").items()))
        _set_choices(self, "work_modes", list(choice_labels("work_modes").items()))

    def clean(self) -> dict[str, Any]:
        """The answers; a US place becomes the name of an area that pay is published for."""
        answers = super().clean() or {}
        if place := answers.get("place"):
            reading = self._reference.place(place, answers.get("country") or "US")
            if not reading.is_usable:
                self.add_error("place", self._place_message(reading))
            elif reading.area and reading.kind in ("area", "state"):
                answers["place"] = self._area_text(reading.area)
        return answers

    def _place_message(self, reading: PlaceReading) -> str:
        """What to write instead of a place that cannot be used."""
        choices = "; ".join(choice.label for choice in reading.choices)
        match reading.kind:
            case "ambiguous":
                return message("forms.several_areas", places=choices)
            case "contradiction":
                country = with_article(self._places.get(reading.country or "", ""))
                return message("forms.other_country", places=choices, country=country)
            case "zip" | "remote":
                return message(f"forms.{reading.kind}")
        if reading.nearest:
            return message("forms.near_areas", places="; ".join(reading.nearest))
        return message("forms.no_area")

    def _area_text(self, area: Area) -> str:
        """The name of an area as the profile keeps it: one that is read as this area again."""
        if area.kind == "nation":
            return ""
        is_settled = self._reference.place(area.name, "US").area == area
        return area.name if is_settled else f"{area.kind}:{area.name}"


class PositionForm(MessageForm):
    """A former job: its title, its years, and what was done."""

    message_file: ClassVar[str] = "begin"

    title = forms.CharField(max_length=200)
    started = Year(required=False)
    ended = Year(required=False)
    did = forms.CharField(
        required=False, max_length=MAX_TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 5})
    )
    occupation = forms.CharField(required=False, max_length=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        title = self.fields["title"]  # here of any job; the two-minute start asks for the last one
        title.label = message("begin.fields.job_title.label")
        title.help_text = message("begin.fields.job_title.hint")

    def clean(self) -> dict[str, Any]:
        """The answers; an error where a job ends before it starts."""
        answers = super().clean() or {}
        started, ended = answers.get("started"), answers.get("ended")
        if started and ended and ended < started:
            self.add_error("ended", message("begin.ended_before"))
        return answers


def choice_labels(field: str) -> dict[str, str]:
    """The labels of the choices of a field, by value."""
    texts: dict[str, str] = all_messages()["begin"]["choices"][field]
    return texts


def role_choices(catalog: Catalog) -> list[tuple[str, str]]:
    """The roles as choices, sorted by label."""
    return sorted(
        ((key, role.label) for key, role in catalog.roles.items()), key=lambda choice: choice[1]
    )


def country_names(catalog: Catalog) -> dict[str, str]:
    """The names of the countries by two-letter code; longer codes are states and groups."""
    return {code: name for code, name in catalog.places.items() if len(code) == 2}


def _set_choices(form: MessageForm, name: str, choices: list[tuple[str, str]]) -> None:
    if name in form.fields:
        form.fields[name].choices = CachedChoiceIterator(choices)  # type: ignore[attr-defined]
