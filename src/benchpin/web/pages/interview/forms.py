"""The forms of the interview: work values, and interest scores of a test taken elsewhere."""

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
    """How much each work value matters, 1 to 5; each may be left out."""

    def __init__(self, *args: Any, items: Iterable[InterviewItem], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        labels: dict[str, str] = all_messages()["interview"]["matter"]
        for item in items:
            self.fields[item.asks or item.id] = forms.ChoiceField(
                required=False,
                label=item.text,
                widget=forms.RadioSelect,
                choices=list(labels.items()),
                error_messages={"invalid_choice": message("forms.invalid_choice")},
            )


def _error_sentence(error: BadInput) -> str:
    """The message of an error as a sentence, without the path in the profile (`results: `)."""
    text = str(error).removeprefix("results: ")
    return f"{text[:1].upper()}{text[1:]}."


class ExternalResultsForm(MessageForm):
    """A Holland code, or scores on the six RIASEC scales, of a test taken elsewhere."""

    message_file: ClassVar[str] = "interview"

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
        """The letters alone: people write a code "RAI", "R-A-I" or "r, a, i"."""
        return "".join(
            character for character in str(self.cleaned_data["code"]) if character not in " -,./"
        )

    def clean(self) -> dict[str, Any]:
        """The answers, with the interests from the code or the scores under `interests`."""
        answers = super().clean() or {}
        scores = {name: answers[name] for name in INTERESTS if answers.get(name) is not None}
        if self.errors.keys() - {"instrument", "day"}:
            return answers
        if bool(scores) == bool(answers["code"]):
            self.add_error("code", message("interview.one_of_both"))
            return answers
        try:
            answers["interests"] = self._interests(answers, scores)
        except BadInput as error:
            self.add_error("code" if answers["code"] else INTERESTS[0], _error_sentence(error))
        return answers

    def _interests(self, answers: dict[str, Any], scores: dict[str, float]) -> Interests:
        # A missing instrument has its own error: a placeholder lets the scores be checked too.
        source = {"instrument": answers.get("instrument") or "-", "day": answers.get("day", "")}
        if answers["code"]:
            return interests_from_scores(answers["code"], **source)
        return interests_from_scores(scores, highest=answers["highest"] or 40.0, **source)
