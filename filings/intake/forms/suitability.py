"""Questions before one starts. Each answer may bring advice; none stands in the way (登记立案规定 1, 2)."""

from django import forms

from filings.intake.forms.fields import DraftForm

QUESTIONS: dict[str, tuple[str, str, tuple[tuple[str, str, str], ...]]] = {
    "matter": (
        "您要办的是哪一类事？",
        "",
        (
            ("civil", "和他人或单位有纠纷，要起诉（民事）", ""),
            (
                "administrative",
                "对行政机关的决定不服（行政）",
                "行政起诉暂时没有开通网上填写。请到本院诉讼服务中心立案窗口办理，或者拨打 12368。"
                "一般应当在知道行政行为之日起六个月内起诉。",
            ),
            (
                "enforcement",
                "判决、调解书生效了，对方不履行（执行）",
                "这是申请执行，暂时没有开通网上填写。请到立案窗口办理，不需要您提供生效证明。申请执行的期间是两年。",
            ),
            ("other", "其他，或者说不清", "请拨打 12368，说明情况后由工作人员告诉您走哪条路。"),
        ),
    ),
    "place": (
        "下面哪个地方在钢城区？",
        "被告住所，合同履行地，侵权行为地，或者有争议的房屋土地，有一个在钢城区就选第一项。",
        (
            ("here", "至少有一个在钢城区", ""),
            (
                "jinan",
                "都不在钢城区，在山东省内其他地方",
                "本院可能没有管辖权，一般由被告住所地的法院管辖。您可以在本院跨域立案窗口办理，由窗口转给有管辖权的法院。"
                "您仍然可以向本院提交，由本院审查后告知。",
            ),
            (
                "elsewhere",
                "都不在山东省",
                "本院可能没有管辖权，一般由被告住所地的法院管辖。您可以到本院跨域立案窗口办理，不用跑到外地。",
            ),
            ("unsure", "不清楚", "不清楚也可以提交，本院审查后会一次告知有管辖权的法院。"),
        ),
    ),
    "labour": (
        "是不是工资、工伤、社保、解除劳动合同这类劳动争议？",
        "",
        (
            ("no", "不是", ""),
            (
                "arbitrated",
                "是，已经申请过劳动仲裁",
                "请准备仲裁裁决书或不予受理通知书。对裁决不服的，一般要在收到之日起十五日内起诉。",
            ),
            (
                "not_yet",
                "是，还没有申请劳动仲裁",
                "劳动争议一般要先向劳动人事争议仲裁委员会申请仲裁，对裁决不服再起诉。"
                "有工资欠条、诉讼请求不涉及其他劳动关系争议的，可以直接起诉。",
            ),
        ),
    ),
    "divorce": (
        "是不是要求离婚？",
        "",
        (
            ("no", "不是", ""),
            ("first", "是，第一次起诉，或者上次是被告起诉的", ""),
            (
                "within",
                "是，六个月内曾被判不准离婚、调解和好，或者撤回过起诉",
                "原告在六个月内没有新情况、新理由又起诉离婚的，法院不予受理。有新情况、新理由的，请在“事实与理由”里写明。"
                "原来的被告起诉不受六个月限制。",
            ),
            ("after", "是，已经超过六个月", ""),
        ),
    ),
    "before": (
        "同一件事以前在法院办过吗？",
        "",
        (
            ("no", "没有", ""),
            ("pending", "正在审理", "同一件事不用再次起诉。要补充材料或者联系法官，请拨打 12368 转承办人。"),
            (
                "decided",
                "已经有生效的判决、裁定或调解书",
                "对生效裁判不服的，一般是申请再审；对方不履行的，是申请执行。出现新的事实再次起诉的，请写明新的事实。",
            ),
            ("withdrawn", "起诉过，后来撤诉了或没有受理", "撤诉或没有受理之后可以再次起诉（离婚见上一题）。"),
        ),
    ),
}
"""name → (question, explanation, ((value, answer, advice or ''), …))."""


class SuitabilityForm(DraftForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, (question, explanation, answers) in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=question,
                help_text=explanation,
                choices=[(value, words) for value, words, _ in answers],
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"请回答：{question}",
                    "invalid_choice": f"请从选项里回答：{question}",
                },
            )

    def advice(self) -> list[tuple[str, str]]:
        """For each answer that brings advice: the question and the advice."""
        given = {name: {value: words for value, _, words in answers} for name, (_, _, answers) in QUESTIONS.items()}
        return [
            (QUESTIONS[name][0], given[name][answer]) for name, answer in self.kept().items() if given[name][answer]
        ]
