"""The forms of the two-minute start, and of former jobs."""

from typing import Any, ClassVar

from django import forms

from benchpin.catalog import Catalog
from benchpin.inputs.errors import AmbiguousArea, UnknownName
from benchpin.profile import EDUCATION
from benchpin.profile.interview.session import MODES
from benchpin.reference import Reference
from benchpin.web.app.messages import all_messages, message
from benchpin.web.pages.forms.choices import CachedChoiceIterator
from benchpin.web.pages.forms.fields import Amount, MessageForm, Year

LONGEST = 5_000
"""How many signs somebody may write in their own words."""


class ShortProfileForm(MessageForm):
    """What tells the most in the least time."""

    area: ClassVar[str] = "begin"

    age = forms.ChoiceField(widget=forms.RadioSelect)
    role = forms.ChoiceField(required=False)
    title = forms.CharField(required=False, max_length=200)
    years = Amount(required=False, min_value=0, max_value=70)
    words = forms.CharField(
        required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )
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
        first: bool,
        young: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._reference = reference
        if not first:  # former work is told already, and nothing is asked twice
            del self.fields["title"], self.fields["years"]
        if not young:  # somebody comes of age; the others said already that they are
            del self.fields["age"]
        none = message("begin.no_answer")
        _choose(self, "role", [("", message("begin.no_role")), *labels(catalog)])
        _choose(self, "country", sorted(countries(catalog).items(), key=lambda each: each[1]))
        told = say_choices("education")
        _choose(self, "education", [("", none), *((key, told[key]) for key in EDUCATION)])
        _choose(self, "age", list(say_choices("age").items()))
        _choose(self, "work_modes", list(say_choices("work_modes").items()))

    def clean(self) -> dict[str, Any]:
        """The answers; a place of the United States is one that pay is published for."""
        said = super().clean() or {}
        place, country = said.get("place"), said.get("country")
        if place and country in ("", "US", None):
            try:
                said["place"] = self._reference.area(place).name
            except AmbiguousArea as error:
                several = message("forms.several_areas", places="; ".join(error.choices))
                self.add_error("place", several)
            except UnknownName:
                self.add_error("place", message("forms.no_area"))
        return said


class PositionForm(MessageForm):
    """A former job: its title, how long, and what was done."""

    area: ClassVar[str] = "begin"

    title = forms.CharField(max_length=200)
    started = Year(required=False)
    ended = Year(required=False)
    did = forms.CharField(
        required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    occupation = forms.CharField(required=False, max_length=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        title = self.fields["title"]  # here of any job, in the two-minute start of the last
        title.label = message("begin.fields.job_title.label")
        title.help_text = message("begin.fields.job_title.hint")

    def clean(self) -> dict[str, Any]:
        """The answers; no job ends before it starts."""
        said = super().clean() or {}
        started, ended = said.get("started"), said.get("ended")
        if started and ended and ended < started:
            self.add_error("ended", message("begin.ended_before"))
        return said


def say_choices(field: str) -> dict[str, str]:
    """The words of the choices of a field, by their values."""
    told: dict[str, str] = all_messages()["begin"]["choices"][field]
    return told


def labels(catalog: Catalog) -> list[tuple[str, str]]:
    """The roles by name, as choices."""
    return sorted(((key, role.label) for key, role in catalog.roles.items()), key=lambda e: e[1])


def countries(catalog: Catalog) -> dict[str, str]:
    """The countries by code with their names."""
    return {code: name for code, name in catalog.places.items() if len(code) == 2}


def _choose(form: MessageForm, name: str, choices: list[tuple[str, str]]) -> None:
    if name in form.fields:
        form.fields[name].choices = CachedChoiceIterator(choices)  # type: ignore[attr-defined]
