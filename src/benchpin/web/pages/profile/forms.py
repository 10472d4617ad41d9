"""The forms of the two-minute start and of former jobs."""

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

MAX_TEXT_LENGTH = 5_000
"""Characters of a free text."""


class ShortProfileForm(MessageForm):
    """The two-minute start: the few questions that guidance gains most from."""

    message_file: ClassVar[str] = "begin"

    age = forms.ChoiceField(widget=forms.RadioSelect)
    role = forms.ChoiceField(required=False)
    title = forms.CharField(required=False, max_length=200)
    years = Amount(required=False, min_value=0, max_value=70)
    words = forms.CharField(
        required=False, max_length=MAX_TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 6})
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
        ask_former_job: bool,
        young: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._reference = reference
        if not ask_former_job:  # the page shows the stored jobs in place of these fields
            del self.fields["title"], self.fields["years"]
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
        _set_choices(self, "age", list(choice_labels("age").items()))
        _set_choices(self, "work_modes", list(choice_labels("work_modes").items()))

    def clean(self) -> dict[str, Any]:
        """The answers; a US place becomes the name of an area that pay is published for."""
        answers = super().clean() or {}
        place, country = answers.get("place"), answers.get("country")
        if place and country in ("", "US", None):
            try:
                answers["place"] = self._reference.area(place).name
            except AmbiguousArea as error:
                several = message("forms.several_areas", places="; ".join(error.choices))
                self.add_error("place", several)
            except UnknownName:
                self.add_error("place", message("forms.no_area"))
        return answers


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
