"""The forms of the review: a resume, schooling, certificates, languages, and skills by hand."""

from typing import Any, ClassVar

from django import forms

from benchpin.catalog import Catalog
from benchpin.facts import LEVELS
from benchpin.profile import EDUCATION
from benchpin.web.app.messages import message
from benchpin.web.pages.forms.fields import MessageForm, Year
from benchpin.web.pages.profile.forms import say_choices


class ResumeForm(MessageForm):
    """A resume to read."""

    area: ClassVar[str] = "person"

    resume = forms.FileField(allow_empty_file=True)


class EducationForm(MessageForm):
    """A school, a course of study."""

    area: ClassVar[str] = "person"

    what = forms.CharField(max_length=300)
    where = forms.CharField(required=False, max_length=300)
    ended = Year(required=False, ahead=10)
    level = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = say_choices("education")
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            ("", message("begin.no_answer")), *((key, told[key]) for key in EDUCATION)
        ]  # fmt: skip


class CertificateForm(MessageForm):
    """A certificate."""

    area: ClassVar[str] = "person"

    certificate = forms.CharField(max_length=300)
    issuer = forms.CharField(required=False, max_length=300)
    year = Year(required=False)


class SkillForm(MessageForm):
    """A skill that somebody adds by hand, with its level."""

    area: ClassVar[str] = "person"

    skill = forms.ChoiceField()
    level = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, catalog: Catalog, without: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((s.label, key) for key, s in catalog.skills.items() if key not in without)
        self.fields["skill"].choices = [  # type: ignore[attr-defined]
            ("", message("person.review.choose")), *((key, label) for label, key in named)
        ]  # fmt: skip
        told = say_choices("level")
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            ("", message("person.review.choose")),
            *((str(level), told[str(level)]) for level in LEVELS),
        ]
