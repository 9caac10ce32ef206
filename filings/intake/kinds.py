"""Every kind of filing as data: material slots and the reviewer's checklist. No branch elsewhere names a kind.

Conditions are names of functions in `filings/intake/rules.py` (`CONDITIONS`).
"""

from dataclasses import dataclass
from typing import Literal

from django.db import models

Need = Literal["required", "conditional", "optional"]


class Task(models.TextChoices):
    """The parts of a filing that its filer works through in any order."""

    PARTIES = "parties", "当事人"
    CAUSE = "cause", "案由与请求"
    FACTS = "facts", "事实与理由"
    MATERIALS = "materials", "材料"
    SERVICE = "service", "送达与调解意愿"


ANSWERS = {
    Task.CAUSE: ("cause", "cause_left_to_court", "claims", "amount"),
    Task.FACTS: ("facts", "evidence"),
    Task.SERVICE: (
        "service_recipient",
        "service_address",
        "service_postcode",
        "service_phone",
        "service_email",
        "mediation_wish",
    ),
}
"""Which fields of the filing each task holds, in the order of its page."""


@dataclass(frozen=True)
class Slot:
    """One place for files. `need` 'conditional' is required only while `condition` holds; `advised` empties warn."""

    code: str
    title: str
    need: Need
    hint: str
    many: bool = True
    condition: str = ""
    advised: bool = False


@dataclass(frozen=True)
class CheckItem:
    """One thing the reviewer judges: `stock` is the sentence offered when it fails, `target` what then opens."""

    code: str
    title: str
    stock: str
    basis: str
    target: str
    condition: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of filing; `type_code` is the 类型代字 of its case number."""

    code: str
    title: str
    type_code: str
    summary: str
    slots: tuple[Slot, ...]
    checklist: tuple[CheckItem, ...]

    def slot(self, code: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.code == code), None)


CIVIL_COMPLAINT = Kind(
    code="civil_complaint",
    title="民事起诉",
    type_code="民初",
    summary="与他人（或单位）发生民事纠纷，请求法院裁判。",
    slots=(
        Slot(
            "identity",
            "原告身份证明",
            "required",
            "自然人：身份证正反面照片。单位：营业执照照片和法定代表人身份证明书。",
        ),
        Slot(
            "complaint",
            "起诉状",
            "optional",
            "您在网上填写的内容就是起诉状。已有签名或盖章的起诉状，可以拍照上传。",
        ),
        Slot("evidence", "证据材料", "optional", "合同、借条、转账记录、聊天截图等，不用交原件。", advised=True),
        Slot(
            "authority",
            "授权委托书和代理人身份证明",
            "conditional",
            "律师：授权委托书、律师执业证、律所公函。其他代理人：授权委托书、身份证和关系证明。",
            condition="has_agent",
        ),
        Slot(
            "guardianship",
            "法定代理关系证明",
            "conditional",
            "户口簿、出生证明，或者指定监护的文书。",
            condition="has_statutory_agent",
        ),
        Slot(
            "arbitration",
            "劳动仲裁文书",
            "optional",
            "劳动争议一般先经仲裁：请交仲裁裁决书或不予受理通知书，以及收到的日期证明。",
            advised=True,
            condition="is_labour_dispute",
        ),
        Slot("defendant", "被告身份信息", "optional", "有就交，没有不影响立案，也不要求提供被告身份证号码。"),
        Slot("other", "其他材料", "optional", "您认为法院需要看的其他材料。"),
    ),
    checklist=(
        CheckItem(
            "standing",
            "原告与本案有直接利害关系",
            "请说明您与本案争议事项的直接利害关系，并提交相应材料。",
            "民事诉讼法第一百二十二条第一项",
            "task:facts",
        ),
        CheckItem(
            "defendant",
            "有明确的被告",
            "请补充被告的姓名（名称）和住所等信息，能够与他人相区别即可，不要求提供身份证号码。",
            "民事诉讼法第一百二十二条第二项；民诉解释第二百零九条",
            "task:parties",
        ),
        CheckItem(
            "claims",
            "有具体的诉讼请求",
            "请把每一项诉讼请求写具体，涉及金额的写明数额和计算方法。",
            "民事诉讼法第一百二十二条第三项",
            "task:cause",
        ),
        CheckItem(
            "facts",
            "有事实和理由",
            "请补充纠纷发生的时间、地点、经过，以及提出诉讼请求的理由。",
            "民事诉讼法第一百二十二条第三项",
            "task:facts",
        ),
        CheckItem(
            "jurisdiction",
            "属于法院受案范围和本院管辖",
            "请补充能够证明本院有管辖权的材料，如被告住所地、合同履行地或侵权行为地。",
            "民事诉讼法第一百二十二条第四项",
            "task:facts",
        ),
        CheckItem(
            "no_bar",
            "没有民事诉讼法第一百二十七条规定的情形",
            "请说明是否约定仲裁、是否曾就同一纠纷起诉或处理，并提交有关文书。",
            "民事诉讼法第一百二十七条",
            "task:facts",
        ),
        CheckItem(
            "plaintiff",
            "原告信息齐全",
            "请补充原告的职业、住所和联系方式等信息。",
            "民事诉讼法第一百二十四条",
            "task:parties",
        ),
        CheckItem(
            "identity",
            "原告身份证明",
            "请重新上传清晰、完整的原告身份证明。",
            "登记立案规定第六条第一项",
            "slot:identity",
        ),
        CheckItem(
            "authority",
            "代理手续齐全",
            "请补充授权委托书（写明代理权限）和代理人身份证明。",
            "民事诉讼法第六十二条；民诉解释第八十八条",
            "slot:authority",
            condition="has_agent",
        ),
        CheckItem(
            "evidence",
            "有与诉讼请求相关的证据材料",
            "请补充与诉讼请求相关的证据材料，复印件或照片即可。",
            "登记立案规定第六条第五项",
            "slot:evidence",
        ),
        CheckItem(
            "service",
            "送达地址明确",
            "请补充完整的送达地址、邮政编码和联系电话。",
            "以法院专递方式邮寄送达规定第三条",
            "task:service",
        ),
    ),
)

KINDS = {kind.code: kind for kind in (CIVIL_COMPLAINT,)}
