"""The forms to upload a resume, and to add education, certificates and skills by hand."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from benchpin.catalog import Catalog
from benchpin.facts import LEVELS
from benchpin.profile import EDUCATION
from benchpin.web.app.messages import message
from benchpin.web.pages.forms.fields import MessageForm, Year
from benchpin.web.pages.profile.forms import choice_labels

QUALIFICATION_LIST_ID = "qualification-names"
"""The id of the list of names on the page, which a browser offers while one types."""


def _name_picker() -> forms.TextInput:
    return forms.TextInput(attrs={"list": QUALIFICATION_LIST_ID})


class ResumeForm(MessageForm):
    """A resume to upload."""

    message_file: ClassVar[str] = "person"

    resume = forms.FileField(allow_empty_file=True)


class EducationForm(MessageForm):
    """A course of study (`what`) at a school (`where`); the names are keys of the profile too."""

    message_file: ClassVar[str] = "person"

    what = forms.CharField(max_length=300, widget=_name_picker())
    where = forms.CharField(required=False, max_length=300)
    ended = Year(required=False, ahead=10)
    level = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        education_labels = choice_labels("education")
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            ("", message("begin.no_answer")), *((key, education_labels[key]) for key in EDUCATION)
        ]  # fmt: skip


class CertificateForm(MessageForm):
    """A certificate: picked from the list, or in the person's own words where it is not there."""

    message_file: ClassVar[str] = "person"

    pick = forms.ChoiceField(required=False)
    certificate = forms.CharField(required=False, max_length=300, widget=_name_picker())
    issuer = forms.CharField(required=False, max_length=300)
    year = Year(required=False)

    def __init__(self, *args: Any, picks: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        no_pick = ("", message("person.review.no_pick"))
        self.fields["pick"].choices = [no_pick, *picks]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The answers; what was picked takes the place of words, and one of them is needed."""
        answers = super().clean() or {}
        labels = dict(self.fields["pick"].choices)  # type: ignore[attr-defined]
        if answers.get("pick"):
            answers["certificate"] = labels[answers["pick"]]
        elif not answers.get("certificate") and "certificate" not in self.errors:
            self.add_error("pick", message("person.review.pick_one"))
        return answers


class SkillForm(MessageForm):
    """A skill that somebody adds by hand, with its level."""

    message_file: ClassVar[str] = "person"

    skill = forms.ChoiceField()
    level = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, catalog: Catalog, excluded_ids: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        skill_choices = sorted(
            (skill.label, key) for key, skill in catalog.skills.items() if key not in excluded_ids
        )
        self.fields["skill"].choices = [  # type: ignore[attr-defined]
            ("", message("person.review.choose")), *((key, label) for label, key in skill_choices)
        ]  # fmt: skip
        level_labels = choice_labels("level")
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            ("", message("person.review.choose")),
            *((str(level), level_labels[str(level)]) for level in LEVELS),
        ]
