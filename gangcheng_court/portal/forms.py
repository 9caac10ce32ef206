import unicodedata

from django import forms

from gangcheng_court.core.web.forms import PlainForm


class VerifyForm(PlainForm):
    """The code on a receipt or letter; spaces, hyphens, lower case and full-width letters are forgiven."""

    code = forms.CharField(
        label="核验码",
        help_text="印在回执或文书的二维码旁边，由字母和数字组成。",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "width-20"}),
    )

    def clean_code(self) -> str:
        code = unicodedata.normalize("NFKC", self.cleaned_data["code"]).upper()
        code = "".join(sign for sign in code if not sign.isspace() and sign != "-")
        if not (code.isascii() and code.isalnum()):
            raise forms.ValidationError("核验码只有字母和数字，请对照回执重新输入。")
        return code
