"""What is typed about an article: the article itself, its media, and what readers miss."""

from datetime import datetime
from typing import Any

from django import forms

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.web.fields import DayField
from gangcheng_court.core.web.forms import PlainForm
from hotline.knowledge.enums import Topic
from hotline.knowledge.models import Article
from hotline.knowledge.permissions import WRITERS
from hotline.knowledge.rules.answers import tidy
from hotline.knowledge.services import Writing

LONGEST_ANSWER = 20_000
LONGEST_TRANSCRIPT = 20_000
MOST_LAWS, LONGEST_LAW = 20, 120


class TidyField(forms.CharField):
    """Text without control characters."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value))


class ArticleForm(PlainForm):
    """An article; `seen_at` is when the text being changed was last saved."""

    topic = forms.ChoiceField(label="主题", choices=[("", "请选择"), *Topic.choices])
    question = TidyField(label="问题", max_length=120, help_text="照群众问的说法写，例如“诉讼费怎么退”。")
    answer = TidyField(
        label="完整的答复",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="一次说全。空一行分段；行首“- ”是要点，“1. ”是步骤。",
    )
    laws = TidyField(
        label="法律依据",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一条，写到条，例如“诉讼费用交纳办法第五十三条”。",
    )
    words = TidyField(
        label="别的说法",
        required=False,
        max_length=200,
        help_text="群众可能用的其他词，用空格分开。只用于查找，不显示。",
    )
    owner = forms.ModelChoiceField(None, label="负责人", required=False, empty_label="我自己")
    review_on = DayField(label="复核日期", help_text="到这一天提醒负责人核对法律和做法有没有变化。")
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.filter(role__in=WRITERS, is_active=True).order_by("id")

    def clean_question(self) -> str:
        return " ".join(self.cleaned_data["question"].split())

    def clean_words(self) -> str:
        return " ".join(self.cleaned_data["words"].split())

    def clean_laws(self) -> tuple[str, ...]:
        laws = tuple(dict.fromkeys(filter(None, map(str.strip, self.cleaned_data["laws"].splitlines()))))
        if len(laws) > MOST_LAWS:
            raise forms.ValidationError(f"法律依据最多写 {MOST_LAWS} 条，请只留最要紧的。")
        if any(len(law) > LONGEST_LAW for law in laws):
            raise forms.ValidationError(f"每条法律依据最多 {LONGEST_LAW} 个字，请一行写一条。")
        return laws

    def writing(self) -> Writing:
        return Writing(**{name: value for name, value in self.cleaned_data.items() if name != "seen_at"})

    @property
    def moment_seen(self) -> datetime | None:
        """When what was changed had been saved; None when the form does not say it."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen_at"])
        except ValueError:
            return None


def of_article(article: Article) -> dict[str, Any]:
    """An article as the form begins with it."""
    told = {name: getattr(article, name) for name in ("topic", "question", "answer", "words", "owner", "review_on")}
    return told | {"laws": "\n".join(article.laws), "seen_at": article.edited_at.isoformat()}


class ReasonForm(PlainForm):
    """Why an article is sent back or withdrawn."""

    reason = TidyField(label="理由", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class MediumForm(PlainForm):
    """A picture, film or recording with the words that say the same."""

    title = TidyField(label="标题", max_length=60)
    file = forms.FileField(
        label="文件",
        help_text="JPG、PNG 图片，MP4、WebM 视频，或者 MP3、M4A 音频。",
        error_messages={"required": "请选择要上传的文件。", "empty": "这个文件是空的，请重新选择。"},
    )
    captions = forms.FileField(
        label="字幕",
        required=False,
        help_text="视频必须配字幕：WebVTT（.vtt）文件，UTF-8 编码。",
        error_messages={"empty": "这个字幕文件是空的，请重新选择。"},
    )
    words = TidyField(
        label="文字说明",
        max_length=LONGEST_TRANSCRIPT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="图片写明画面内容；视频、音频写全部对白。看不见、听不见的人靠它了解内容。",
    )


class FeedbackForm(PlainForm):
    """“没答清楚”."""

    words = TidyField(
        label="哪里没答清楚",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不用写姓名、电话和案件情况。要答复的，请拨打 12368。",
    )
