"""Papers and checks that kinds have in common, written once: who one is, who acts for whom, where letters go."""

from filings.intake.kinds.shape import CheckItem, Need, Slot

WHO = "自然人：身份证正反面照片。单位：营业执照照片和法定代表人身份证明书。"
LAWYER_AND_OTHERS = "律师：授权委托书、律师执业证、律所公函。其他代理人：授权委托书、身份证和关系证明。"


def identity_slot(title: str, *, need: Need = "required", hint: str = WHO) -> Slot:
    """Who files; `title` is what that side is called."""
    return Slot("identity", f"{title}身份证明", need, hint)


def document_slot(title: str) -> Slot:
    """The paper itself, when there is one signed by hand: what was typed on the pages is enough."""
    return Slot(
        "complaint", title, "optional", f"您在网上填写的内容就是{title}。已有签名或盖章的{title}，可以拍照上传。"
    )


def evidence_slot(hint: str, *, title: str = "证据材料") -> Slot:
    """Never required: what is there helps, the rest may follow."""
    return Slot("evidence", title, "optional", hint, advised=True)


def authority_slot(hint: str = LAWYER_AND_OTHERS) -> Slot:
    """The agent's papers (民事诉讼法 62; 民诉解释 88)."""
    return Slot("authority", "授权委托书和代理人身份证明", "conditional", hint, condition="has_agent")


def guardianship_slot() -> Slot:
    """By what right a parent or guardian acts."""
    return Slot(
        "guardianship",
        "法定代理关系证明",
        "conditional",
        "户口簿、出生证明，或者指定监护的文书。",
        condition="has_statutory_agent",
    )


def other_slot() -> Slot:
    return Slot("other", "其他材料", "optional", "您认为法院需要看的其他材料。")


def identity_check(title: str, basis: str) -> CheckItem:
    """Who files can be told from the paper."""
    return CheckItem("identity", f"{title}身份证明", f"请重新上传清晰、完整的{title}身份证明。", basis, "slot:identity")


def authority_check(basis: str = "民事诉讼法第六十二条；民诉解释第八十八条") -> CheckItem:
    """Whoever acts for another may do so, and how far."""
    return CheckItem(
        "authority",
        "代理手续齐全",
        "请补充授权委托书（写明代理权限）和代理人身份证明。",
        basis,
        "slot:authority",
        condition="has_agent",
    )


def service_check(basis: str = "以法院专递方式邮寄送达规定第三条") -> CheckItem:
    """Letters arrive."""
    return CheckItem("service", "送达地址明确", "请补充完整的送达地址、邮政编码和联系电话。", basis, "task:service")
