"""刑事自诉 (刑事诉讼法 210–211; 刑诉解释 1, 316–322; 登记立案规定 5, 8): decided on within fifteen days."""

from filings.intake.enums import Side
from filings.intake.kinds import standing
from filings.intake.kinds.shape import CheckItem, Detail, Kind, Letters, Limit, Seat, Slot, Task
from gangcheng_court.promises import PROSECUTION_DECISION

PRIVATE_PROSECUTION = Kind(
    code="private_prosecution",
    title="刑事自诉",
    type_code="刑初",
    summary="侮辱、诽谤、虐待、侵占、轻伤、重婚、遗弃等。受害人自己请求法院追究对方的刑事责任。",
    document="刑事自诉状",
    seats={Side.PLAINTIFF: Seat("自诉人"), Side.DEFENDANT: Seat("被告人", who="您控告的是")},
    cause_edition="private",
    guide=(
        "法院收到自诉状次日起十五日内决定是否立案。不收费。",
        "要有证据证明对方犯罪。通过网络侮辱、诽谤，自己收集证据确有困难的，法院可以要求公安机关协助。",
        "可以同时要求赔偿（附带民事诉讼）。",
        "受害人死亡、丧失行为能力，或者因受强制、威吓等无法告诉的，法定代理人、近亲属可以代为告诉。",
    ),
    plea_hint="要求追究什么责任、赔偿什么，一项一项写。例如：以诽谤罪追究被告人的刑事责任。",
    amount="附带民事赔偿金额（元）",
    amount_hint="同时要求赔偿的填写，不要求的不填。",
    limits=(Limit(PROSECUTION_DECISION),),
    fee="private_prosecution",
    titles={Task.CAUSE: "控告的罪名和请求", Task.DETAILS: "犯罪的情况", Task.SERVICE: "送达地址"},
    details=(
        Detail(
            "crime_time",
            "什么时候发生的",
            "line",
            "required",
            "例如 2026年3月1日晚上；多次的写起止时间。",
            missing="请写明犯罪的时间",
        ),
        Detail("crime_place", "在什么地方", "line", "required", missing="请写明犯罪的地点"),
        Detail("crime_means", "对方用了什么手段", "text", "required", missing="请写明犯罪的手段"),
        Detail("crime_consequence", "造成了什么后果", "text", "required", missing="请写明危害后果"),
        Detail(
            "police",
            "向公安机关、检察院控告过吗，结果怎样",
            "choice",
            choices=(
                ("none", "没有控告过"),
                ("refused", "控告过，书面答复不予追究"),
                ("silent", "控告过，没有答复"),
                ("pending", "正在立案侦查或者审查起诉"),
            ),
        ),
        Detail("education", "自诉人的文化程度", "line", hint="例如 初中。不愿意写可以不填。"),
        Detail("defendant_more", "您知道的被告人的其他情况", "text", hint="例如文化程度、职业、在哪里上班。"),
    ),
    slots=(
        standing.identity_slot("自诉人"),
        standing.document_slot("刑事自诉状"),
        standing.evidence_slot(
            "能证明犯罪事实的：伤情照片、病历、截图、录音录像、证人的姓名和住址等。", title="犯罪事实的证据材料"
        ),
        Slot(
            "police",
            "公安机关或者检察院不予追究的材料",
            "optional",
            "不予立案通知书、不起诉决定书等，有就交。",
            condition="detail:police=refused",
            advised=True,
        ),
        standing.authority_slot(),
        standing.guardianship_slot(),
        standing.other_slot(),
    ),
    checklist=(
        CheckItem(
            "scope",
            "属于自诉案件的范围",
            "请写明控告的罪名；曾经控告而没有追究的，请说明经过并提交材料。",
            "刑事诉讼法第二百一十条；刑诉解释第一条",
            "task:cause",
        ),
        CheckItem(
            "victim",
            "自诉人是受害人，或者依法可以代为告诉的人",
            "请说明您与受害人的关系，以及受害人不能亲自告诉的原因。",
            "刑事诉讼法第一百一十四条；刑诉解释第三百一十六条第三项、第三百一十七条",
            "task:facts",
        ),
        CheckItem(
            "defendant",
            "有明确的被告人和具体的诉讼请求",
            "请写明被告人的姓名、住址等能够与他人相区别的信息，以及具体的诉讼请求。",
            "刑诉解释第三百一十六条第四项",
            "task:parties",
        ),
        CheckItem(
            "facts",
            "写明犯罪的时间、地点、手段、情节和后果",
            "请补充犯罪的时间、地点、手段、情节和危害后果。",
            "登记立案规定第五条；刑诉解释第三百一十九条",
            "task:details",
        ),
        CheckItem(
            "proof",
            "有证明被告人犯罪事实的证据",
            "请补充能够证明犯罪事实的证据，证人请写明姓名、住址、联系方式。",
            "刑事诉讼法第二百一十一条；刑诉解释第三百一十六条第四项",
            "slot:evidence",
        ),
        CheckItem(
            "jurisdiction",
            "属于本院管辖",
            "请说明犯罪地或者被告人居住地。",
            "刑事诉讼法第二十五条；刑诉解释第三百一十六条第二项",
            "task:details",
        ),
        CheckItem(
            "no_bar",
            "没有刑诉解释第三百二十条列明的情形",
            "请说明以前是否撤诉、调解过，公安机关或者检察院是否正在办理。",
            "刑诉解释第三百二十条第二款",
            "task:details",
        ),
        standing.identity_check("自诉人", "登记立案规定第六条第一项"),
        standing.authority_check("刑事诉讼法第四十六条"),
        standing.service_check(),
    ),
    letters=Letters(
        acceptance="刑事自诉案件立案通知书",
        points=(
            "自诉人有权委托诉讼代理人，有权申请回避，应当对犯罪事实提供证据。",
            "自诉人在宣告判决前，可以同被告人自行和解或者撤回自诉；依法可以调解的案件，本院可以进行调解。",
            "经两次依法传唤，无正当理由拒不到庭，或者未经法庭许可中途退庭的，按撤诉处理。",
        ),
        rejection="刑事裁定书",
        refused="自诉，本院不予受理",
        laws="《中华人民共和国刑事诉讼法》第二百一十条、《最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释》第三百二十条",
        remedy="如不服本裁定，可以自收到裁定书的第二日起五日内，通过本院或者直接向山东省济南市中级人民法院上诉。",
        uncorrected="《最高人民法院关于人民法院登记立案若干问题的规定》第七条",
        insisted="本院依法裁定不予受理；对裁定可以上诉",
    ),
)
