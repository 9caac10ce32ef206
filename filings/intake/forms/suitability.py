"""Questions before one starts. Each answer may bring advice; none stands in the way (登记立案规定 1, 2)."""

from dataclasses import dataclass

from django import forms

from filings.intake.diversions import DIVERSIONS
from filings.intake.forms.fields import DraftForm
from filings.intake.kinds import KINDS, Kind


@dataclass(frozen=True)
class Answer:
    """One answer: its words, the advice it brings, and the kinds of filing it leads to."""

    words: str
    advice: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    words: str
    answers: dict[str, Answer]
    explanation: str = ""


@dataclass(frozen=True)
class Advice:
    """What an answer to `question` brings: words, and the kinds whose pages say more."""

    question: str
    words: str
    kinds: tuple[Kind, ...]


QUESTIONS = {
    "matter": Question(
        "您要办的是哪一类事？",
        {
            "civil": Answer("和他人或单位有纠纷，要起诉（民事）"),
            "violence": Answer(
                "遭受家庭暴力，要法院保护",
                "可以申请人身安全保护令：不收费，不用先起诉离婚，七十二小时内作出决定，紧急的二十四小时内。"
                "正在受到伤害的，请马上拨打 110。",
                ("protection_order",),
            ),
            "preservation": Answer(
                "怕对方转移财产，要先查封、冻结",
                "还没有起诉的，申请诉前财产保全；已经起诉的，申请诉讼财产保全；裁判已经生效还没有执行的，申请执行前财产保全。",
                ("preservation_before_suit", "preservation_in_suit", "preservation_before_enforcement"),
            ),
            "undisputed": Answer(
                "对方欠钱，没有争议，不想打官司",
                "数额确定、已经到期、对方找得到的，可以申请支付令，不开庭，费用是起诉的三分之一。",
                ("payment_order",),
            ),
            "mediated": Answer(
                "双方已经调解好，要法院确认",
                "双方在调解协议生效之日起三十日内共同申请司法确认，不收费，确认后可以强制执行。",
                ("judicial_confirmation",),
            ),
            "enforcement": Answer(
                "判决、调解书生效了，对方不履行（执行）",
                "这是申请执行，不需要您提供生效证明。申请执行的期间是两年。",
                ("enforcement",),
            ),
            "objection": Answer(
                "法院的查封、扣押、执行有错，或者执行到了我的东西",
                "可以提出执行异议，要在执行终结之前提出。",
                ("enforcement_objection",),
            ),
            "administrative": Answer(
                "对行政机关的决定不服（行政）",
                "这是行政起诉，一般应当在知道行政行为之日起六个月内提出。行政行为合不合法由行政机关举证。",
                ("administrative_complaint",),
            ),
            "crime": Answer(
                "被侮辱、诽谤、虐待、打成轻伤等，要追究刑事责任",
                "可以提起刑事自诉；也可以向公安机关报案。",
                ("private_prosecution",),
            ),
            "other": Answer("其他，或者说不清", "请拨打 12368，说明情况后由工作人员告诉您走哪条路。"),
        },
    ),
    "place": Question(
        "下面哪个地方在钢城区？",
        {
            "here": Answer("至少有一个在钢城区"),
            "jinan": Answer(
                "都不在钢城区，在山东省内其他地方",
                "本院可能没有管辖权，一般由被告住所地的法院管辖。您可以在本院跨域立案窗口办理，由窗口转给有管辖权的法院。"
                "您仍然可以向本院提交，由本院审查后告知。",
            ),
            "elsewhere": Answer(
                "都不在山东省",
                "本院可能没有管辖权，一般由被告住所地的法院管辖。您可以到本院跨域立案窗口办理，不用跑到外地。",
            ),
            "unsure": Answer("不清楚", "不清楚也可以提交，本院审查后会一次告知有管辖权的法院。"),
        },
        explanation="看四处：被告住所、合同履行地、侵权行为地、有争议的房屋土地。有一处在钢城区，就选第一项。",
    ),
    "labour": Question(
        "是不是工资、工伤、社保、解除劳动合同这类劳动争议？",
        {
            "no": Answer("不是"),
            "arbitrated": Answer(
                "是，已经申请过劳动仲裁",
                "请准备仲裁裁决书或不予受理通知书。对裁决不服的，一般要在收到之日起十五日内起诉。",
            ),
            "final_award": Answer("是，我们是用人单位，裁决书写明是终局裁决", DIVERSIONS["final_award"].reasons),
            "not_yet": Answer(
                "是，还没有申请劳动仲裁",
                "劳动争议一般要先向劳动人事争议仲裁委员会申请仲裁。对裁决不服的，再起诉。"
                "有工资欠条、诉讼请求不涉及其他劳动关系争议的，可以直接起诉。",
            ),
        },
    ),
    "divorce": Question(
        "是不是要求离婚？",
        {
            "no": Answer("不是"),
            "first": Answer("是，第一次起诉，或者上次是被告起诉的"),
            "within": Answer(
                "是，六个月内曾被判不准离婚、调解和好，或者撤回过起诉",
                "原告在六个月内没有新情况、新理由又起诉离婚的，法院不予受理。有新情况、新理由的，请在“事实与理由”里写明。"
                "原来的被告起诉不受六个月限制。",
            ),
            "after": Answer("是，已经超过六个月"),
        },
    ),
    "before": Question(
        "同一件事以前在法院办过吗？",
        {
            "no": Answer("没有"),
            "pending": Answer("正在审理", "同一件事不用再次起诉。要补充材料或者联系法官，请拨打 12368 转承办人。"),
            "decided": Answer(
                "已经有生效的判决、裁定或调解书",
                "对生效裁判不服的，一般是申请再审；对方不履行的，是申请执行。出现新的事实再次起诉的，请写明新的事实。",
                ("retrial", "enforcement"),
            ),
            "withdrawn": Answer("起诉过，后来撤诉了或没有受理", "撤诉或没有受理之后可以再次起诉（离婚见上一题）。"),
            "arbitration": Answer("没有，但是合同里约定了仲裁", DIVERSIONS["arbitration"].reasons),
        },
    ),
}


class SuitabilityForm(DraftForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, question in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=question.words,
                help_text=question.explanation,
                choices=[(value, answer.words) for value, answer in question.answers.items()],
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"请回答：{question.words}",
                    "invalid_choice": f"请从选项里回答：{question.words}",
                },
            )

    def advice(self) -> list[Advice]:
        """For each answer that brings advice, in the order of the questions."""
        given = [(QUESTIONS[name], QUESTIONS[name].answers[value]) for name, value in self.kept().items()]
        return [
            Advice(question.words, answer.advice, tuple(KINDS[code] for code in answer.kinds))
            for question, answer in given
            if answer.advice
        ]
