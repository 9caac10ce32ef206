"""What is asked when a filing is handed in."""

from django import forms

from filings.intake.forms.fields import DraftForm

TRUTH_WORDS = "我承诺：以上内容和提交的材料真实。我知道虚假诉讼、提交伪造材料要承担法律责任。"


class TruthForm(DraftForm):
    """The statement of truth, without which nothing is handed in."""

    military = forms.BooleanField(
        label="当事人里有现役军人、军属，或者烈士、因公牺牲、病故军人的遗属",
        help_text="有的请勾选，法律规定优先立案；不愿意说的不用勾。",
        required=False,
    )
    truth = forms.BooleanField(label=TRUTH_WORDS, error_messages={"required": "提交前请阅读并勾选诚信承诺。"})
