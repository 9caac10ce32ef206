"""诉访分离: which way the law gives to whoever disagrees with a judgment, a ruling or an enforcement, and by when.

A complaint about the merits is answered with these sentences and not worked as a complaint (信访工作条例 28). The
articles are those of the Civil Procedure Law of 2023.
"""

from dataclasses import dataclass

UPPER = "济南市中级人民法院"


@dataclass(frozen=True)
class Remedy:
    """One way: for what it is, where to, by when, and the article it comes from."""

    code: str
    title: str
    way: str
    court: str
    period: str
    law: str

    def __str__(self) -> str:
        return f"{self.title}：{self.way}向{self.court}提出。期限：{self.period}。依据：{self.law}。"


REMEDIES = {
    remedy.code: remedy
    for remedy in (
        Remedy(
            "appeal_judgment",
            "不服一审判决",
            "可以上诉，上诉状通过本院递交，",
            UPPER,
            "判决书送达之日起十五日内",
            "民事诉讼法第一百七十一条、第一百七十三条",
        ),
        Remedy(
            "appeal_ruling",
            "不服不予受理、驳回起诉、管辖异议的裁定",
            "可以上诉，上诉状通过本院递交，",
            UPPER,
            "裁定书送达之日起十日内",
            "民事诉讼法第一百七十一条、第一百五十七条",
        ),
        Remedy(
            "retrial",
            "认为已经生效的判决、裁定有错误",
            "可以申请再审，一般",
            f"{UPPER}（一方人数众多或者双方都是公民的，也可以向本院）",
            "判决、裁定生效后六个月内；有新证据等法定情形的，自知道之日起六个月内",
            "民事诉讼法第二百一十条、第二百一十六条",
        ),
        Remedy(
            "enforcement_conduct",
            "认为执行行为违反法律",
            "当事人、利害关系人可以提出书面异议，",
            f"本院（对裁定不服的，向{UPPER}申请复议）",
            "执行程序终结前提出；申请复议在裁定送达之日起十日内",
            "民事诉讼法第二百三十六条",
        ),
        Remedy(
            "enforcement_object",
            "案外人认为执行标的是自己的",
            "可以提出书面异议，",
            "本院（对裁定不服又与原判决无关的，可以向本院起诉）",
            "执行过程中提出；起诉在裁定送达之日起十五日内",
            "民事诉讼法第二百三十八条",
        ),
        Remedy(
            "preservation",
            "不服财产保全、先予执行的裁定",
            "可以申请复议一次，复议期间不停止执行，",
            "本院",
            "收到裁定书之日起五日内",
            "民事诉讼法第一百一十一条、办理财产保全案件规定第二十五条",
        ),
    )
}

AFTER_A_PETITION = (
    "对本处理意见不服的，可以在收到之日起三十日内请求上一级机关、单位复查；对复查意见不服的，"
    "可以在收到之日起三十日内请求复查机关的上一级机关、单位复核。复查、复核都在三十日内答复。"
    "对复核意见不服，仍以同一事实和理由提出的，不再受理（信访工作条例第三十五条、第三十六条）。"
)
