"""The forms of the interview: what matters to somebody, and results of a test taken elsewhere."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from benchpin.facts import InterviewItem
from benchpin.inputs.errors import BadInput
from benchpin.profile.interview.external_results import interests_from_scores
from benchpin.profile.model import INTERESTS, Interests
from benchpin.web.app.messages import all_messages, message
from benchpin.web.pages.forms.fields import Amount, MessageForm

MAX_SCORE = 1_000


class WorkValuesForm(forms.Form):
    """How much each of a few things matters, 1 to 5; each may be left out."""

    def __init__(self, *args: Any, items: Iterable[InterviewItem], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        told: dict[str, str] = all_messages()["interview"]["matter"]
        for item in items:
            self.fields[item.asks or item.id] = forms.ChoiceField(
                required=False,
                label=item.text,
                widget=forms.RadioSelect,
                choices=list(told.items()),
                error_messages={"invalid_choice": message("forms.invalid_choice")},
            )


def _sentence(error: BadInput) -> str:
    """What is wrong, without the name of the part of a profile that it stands in."""
    said = str(error).removeprefix("results: ")
    return f"{said[:1].upper()}{said[1:]}."


class ExternalResultsForm(MessageForm):
    """A Holland code, or six scores, of a test that somebody took elsewhere."""

    area: ClassVar[str] = "interview"

    code = forms.CharField(required=False, max_length=20)
    realistic = Amount(required=False, min_value=0, max_value=MAX_SCORE)
    investigative = Amount(required=False, min_value=0, max_value=MAX_SCORE)
    artistic = Amount(required=False, min_value=0, max_value=MAX_SCORE)
    social = Amount(required=False, min_value=0, max_value=MAX_SCORE)
    enterprising = Amount(required=False, min_value=0, max_value=MAX_SCORE)
    conventional = Amount(required=False, min_value=0, max_value=MAX_SCORE)
    highest = Amount(required=False, min_value=1, max_value=MAX_SCORE)
    instrument = forms.CharField(max_length=200)
    day = forms.CharField(required=False, max_length=10)

    def clean_code(self) -> str:
        """The letters alone: a code is written "RAI", "R-A-I" or "r, a, i"."""
        return "".join(sign for sign in str(self.cleaned_data["code"]) if sign not in " -,./")

    def clean(self) -> dict[str, Any]:
        """The answers, with `interests`: what the results tell."""
        said = super().clean() or {}
        scores = {name: said[name] for name in INTERESTS if said.get(name) is not None}
        if self.errors.keys() - {"instrument", "day"}:
            return said
        if bool(scores) == bool(said["code"]):
            self.add_error("code", message("interview.one_of_both"))
            return said
        try:
            said["interests"] = self._read(said, scores)
        except BadInput as error:
            self.add_error("code" if said["code"] else INTERESTS[0], _sentence(error))
        return said

    def _read(self, said: dict[str, Any], scores: dict[str, float]) -> Interests:
        # Where the test is not named, what else is wrong is told all the same.
        named = {"instrument": said.get("instrument") or "-", "day": said.get("day", "")}
        if said["code"]:
            return interests_from_scores(said["code"], **named)
        return interests_from_scores(scores, highest=said["highest"] or 40.0, **named)
