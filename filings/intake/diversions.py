"""Where a matter goes that this court does not take (民事诉讼法 127), told once and with the right place.

Advice to filers before they begin, and words for the reviewer's letter; nothing here refuses anything.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Diversion:
    """One way out: `place` follows “请向”, `sentence` says why, `basis` is the article."""

    title: str
    place: str
    sentence: str
    basis: str

    @property
    def reasons(self) -> str:
        """The sentence with its article, as a letter says it."""
        return f"{self.sentence}（{self.basis}）"


DIVERSIONS = {
    "administrative": Diversion(
        "行政争议",
        "有管辖权的人民法院（行政诉讼）",
        "本案属于行政诉讼受案范围，应当依照行政诉讼法对行政机关提起行政诉讼，不作为民事案件受理。",
        "民事诉讼法第一百二十七条第一项",
    ),
    "arbitration": Diversion(
        "有书面仲裁协议",
        "约定的仲裁机构（申请仲裁）",
        "双方达成了书面仲裁协议，依照法律规定不得向人民法院起诉，应当申请仲裁。",
        "民事诉讼法第一百二十七条第二项",
    ),
    "authority": Diversion(
        "应当由其他机关处理",
        "有权处理的机关",
        "依照法律规定，这类争议应当由其他机关处理，应当向有关机关申请解决。",
        "民事诉讼法第一百二十七条第三项",
    ),
    "other_court": Diversion(
        "其他法院管辖",
        "",
        "本院对本案没有管辖权，应当向有管辖权的人民法院起诉。",
        "民事诉讼法第一百二十七条第四项；民诉解释第二百一十一条",
    ),
    "decided": Diversion(
        "已有生效裁判",
        "作出生效裁判的法院的上一级人民法院（申请再审）",
        "判决、裁定、调解书已经发生法律效力，当事人又起诉的，应当申请再审；准许撤诉的裁定除外。",
        "民事诉讼法第一百二十七条第五项、第二百一十条",
    ),
    "no_suit_period": Diversion(
        "法律规定一定期限内不得起诉",
        "济南市钢城区人民法院（期限届满以后起诉）",
        "依照法律规定，在一定期限内不得起诉的案件，在该期限内起诉的，不予受理；期限届满以后，可以再向本院起诉。",
        "民事诉讼法第一百二十七条第六项",
    ),
    "divorce": Diversion(
        "离婚等案件六个月内没有新情况",
        "济南市钢城区人民法院（满六个月以后起诉）",
        "判决不准离婚、调解和好的离婚案件，判决、调解维持收养关系的案件，没有新情况、新理由，"
        "原告在六个月内又起诉的，不予受理；满六个月以后，或者有新情况、新理由的，可以再向本院起诉。",
        "民事诉讼法第一百二十七条第七项",
    ),
    "final_award": Diversion(
        "用人单位不服终局裁决",
        "劳动争议仲裁委员会所在地的中级人民法院（申请撤销裁决）",
        "用人单位对终局裁决不服的，应当自收到裁决书之日起三十日内，向劳动争议仲裁委员会所在地的中级人民法院申请撤销裁决。",
        "劳动争议调解仲裁法第四十九条",
    ),
}
"""The seven of article 127 in its order, and the one that the labour law adds."""
