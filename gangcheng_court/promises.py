"""Every promise of the court that the portal keeps by the clock: its words, its limit, and the modules that keep it.

Source: 钢法发〔2021〕12号 (articles as numbered there) and the laws named. A promise is added here in the
same change that adds the modules which keep it; `gangcheng_court/tests/test_promises.py` checks that they exist.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """One promise with a limit.

    `code` is stored on obligations and breaches and never changes; `article` and `words` are the court's own;
    `limit` is the limit in words; `kept_by` are dotted module names, the rule first.
    """

    code: str
    title: str
    article: str
    words: str
    limit: str
    kept_by: tuple[str, ...]


THREE_DAY_REVIEW = Promise(
    code="three_day_review",
    title="网上立案三天内审核",
    article="承诺六（工作效率）",
    words="网上立案材料三天内审核；程序性事项严格按时限办理，只能提前不能拖后。",
    limit="收到材料次日起三日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=(
        "filings.review.deadlines",
        "filings.review.rounds",
        "supervision.breaches.services",
        "supervision.breaches.enforcement",
    ),
)

SEVEN_DAY_DECISION = Promise(
    code="seven_day_decision",
    title="七日内决定是否立案",
    article="民事诉讼法第一百二十六条；登记立案规定第八条",
    words="符合起诉条件的，应当在七日内立案；七日内不能判定的，先行立案。",
    limit="收到起诉状次日起七日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=(
        "filings.review.deadlines",
        "filings.review.rounds",
        "filings.review.services.escalation",
        "filings.review.services.registration",
        "supervision.breaches.enforcement",
    ),
)

PROMISES = (THREE_DAY_REVIEW, SEVEN_DAY_DECISION)
BY_CODE = {promise.code: promise for promise in PROMISES}
