"""The forms at the door: what to know before the first question, and coming back."""

from typing import Any, ClassVar

from django import forms

from benchpin.web.app.messages import message
from benchpin.web.cases import reference_codes as codes
from benchpin.web.pages.forms.fields import MessageForm


class ConsentForm(MessageForm):
    """Whether somebody is under 18, and whether others use their computer."""

    area: ClassVar[str] = "start"

    age = forms.ChoiceField(widget=forms.RadioSelect)
    computer = forms.ChoiceField(widget=forms.RadioSelect)


class ReferenceCodeForm(MessageForm):
    """The code of a case."""

    area: ClassVar[str] = "start"

    code = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """The code as it is meant."""
        code = codes.parse_code(str(self.cleaned_data["code"]))
        if code is None:
            raise forms.ValidationError(message("start.not_a_code"))
        return code


class OpenCaseForm(MessageForm):
    """A downloaded case."""

    area: ClassVar[str] = "start"

    file = forms.FileField(
        allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".json,application/json"})
    )
    computer = forms.ChoiceField(widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """The answers; where another one is wrong, the file has to be chosen again."""
        said = super().clean() or {}
        if self.errors and said.get("file"):
            self.add_error("file", message("start.open.again"))
        return said
