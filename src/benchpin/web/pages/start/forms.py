"""The forms to begin a case, and to open one by its code or from a file."""

from typing import Any, ClassVar

from django import forms

from benchpin.web.app.messages import message
from benchpin.web.cases import reference_codes as codes
from benchpin.web.pages.forms.fields import MessageForm


class ConsentForm(MessageForm):
    """Whether the person is under 18, and whether the computer is shared with others."""

    message_file: ClassVar[str] = "start"

    age = forms.ChoiceField(widget=forms.RadioSelect)
    computer = forms.ChoiceField(widget=forms.RadioSelect)


class ReferenceCodeForm(MessageForm):
    """The reference code of a case."""

    message_file: ClassVar[str] = "start"

    code = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """The code in its normal form; a ValidationError where the text cannot be one."""
        code = codes.parse_code(str(self.cleaned_data["code"]))
        if code is None:
            raise forms.ValidationError(message("start.not_a_code"))
        return code


class ComeBackForm(ReferenceCodeForm):
    """The reference code of a case, and whether other people use the computer."""

    shared = forms.BooleanField(required=False)


class OpenCaseForm(MessageForm):
    """A downloaded case file, and whether the computer is shared."""

    message_file: ClassVar[str] = "start"

    file = forms.FileField(
        allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".json,application/json"})
    )
    computer = forms.ChoiceField(widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """The answers; after an error in another field the browser needs the file once more."""
        answers = super().clean() or {}
        if self.errors and answers.get("file"):
            self.add_error("file", message("start.open.again"))
        return answers
