"""A filing from its first draft: parties, agents, materials, consents."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Q, Value, When
from simple_history.models import HistoricalRecords

from filings.intake.enums import (
    CLOSED,
    IN_FIRST_PLACE,
    AgentKind,
    Authority,
    Channel,
    ConsentStep,
    CourtLevel,
    MediationWish,
    Military,
    PartyKind,
    Side,
    SpecialPower,
    Status,
    Turn,
)
from filings.intake.kinds import ALL_KINDS, DEFENCE, Kind
from gangcheng_court.core.accounts.enums import IdentityKind, Sex
from gangcheng_court.core.accounts.sealed import SealedTextField
from gangcheng_court.core.audit.tracking import HistoryManager


class Cause(models.Model):
    """One cause of action of one edition (民事案件案由规定). Codes move between editions: key on both."""

    edition = models.CharField("版本", max_length=10)
    code = models.CharField("编号", max_length=10)
    name = models.CharField("案由", max_length=60)
    group = models.CharField("第二级案由", max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        verbose_name = verbose_name_plural = "案由"
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="one_cause_per_edition_and_code")]

    def __str__(self) -> str:
        return self.name


class Court(models.Model):
    """A court of the province. From the data file come all but address and phone, which the administrator keeps."""

    code = models.CharField("法院代字", max_length=10, unique=True)
    name = models.CharField("名称", max_length=50)
    level = models.CharField("级别", max_length=20, choices=CourtLevel)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name="上级法院")
    divisions = ArrayField(models.CharField(max_length=30), default=list, verbose_name="辖区")
    code_verified = models.BooleanField("代字已核对", default=True)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=50, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "法院"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class FilingQuerySet(models.QuerySet):
    def to_file(self) -> "FilingQuerySet":
        """Without the 答辩状, which are only written here."""
        return self.exclude(kind=DEFENCE.code)

    def defences(self) -> "FilingQuerySet":
        """The 答辩状 alone."""
        return self.filter(kind=DEFENCE.code)

    def locked(self, filing_id: int) -> "Filing":
        """The row, locked until the transaction ends. Raises Filing.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(pk=filing_id)

    def locked_draft(self, draft_code: str) -> "Filing":
        """The same by its draft code."""
        return self.select_for_update(of=("self",)).get(draft_code=draft_code)


class Filing(models.Model):
    """One request to open a case. `draft_code` is its address while it lives; `number` is given at submission."""

    draft_code = models.CharField(max_length=12, unique=True, editable=False)
    number = models.CharField("网上申请编号", max_length=24, unique=True, null=True, editable=False)
    kind = models.CharField("类型", max_length=40)
    status = models.CharField("状态", max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    turn = models.GeneratedField(
        expression=Case(
            When(Q(status__in=[Status.DRAFT, Status.CORRECTION]) | ~Q(open_targets=[]), then=Value(Turn.FILER)),
            When(status__in=sorted(CLOSED), then=Value(Turn.NOBODY)),
            default=Value(Turn.COURT),
        ),
        output_field=models.PositiveSmallIntegerField(choices=Turn),
        db_persist=True,
    )
    channel = models.CharField("渠道", max_length=20, choices=Channel, default=Channel.ONLINE)
    filer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="filings", verbose_name="提交人")
    created_at = models.DateTimeField("创建时间")
    saved_at = models.DateTimeField("保存时间")
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    paper_received_at = models.DateTimeField("收到纸质材料的时间", null=True, blank=True)
    entry_lag = models.DurationField("录入滞后", null=True, blank=True)
    """How long after the paper a filing of the window was entered; empty without paper."""
    paper_because = models.CharField("补录理由", max_length=200, blank=True)
    """Why a moment before the visit was entered as that of the paper."""
    decided_at = models.DateTimeField("办结时间", null=True, blank=True)
    verify_code = models.CharField(max_length=16, unique=True, null=True, editable=False)

    cause = models.ForeignKey(Cause, models.PROTECT, null=True, blank=True, verbose_name="案由")
    cause_name = models.CharField("案由（提交时）", max_length=60, blank=True)
    cause_left_to_court = models.BooleanField("案由由法院确定", default=False)
    claims = ArrayField(models.TextField(), default=list, blank=True, verbose_name="诉讼请求")
    amount = models.DecimalField("标的总额（元）", max_digits=15, decimal_places=2, null=True, blank=True)
    details = models.JSONField("案件情况", default=dict, blank=True)
    """The answers that only this kind asks for, by `kinds.Detail.code`, as text."""
    facts = models.TextField("事实与理由", blank=True)
    evidence = models.JSONField("证据清单", default=list, blank=True)
    """[{"name": 证据名称, "source": 证据来源, "purpose": 证明目的}]"""

    service_recipient = models.CharField("收件人", max_length=50, blank=True)
    service_address = models.CharField("送达地址", max_length=200, blank=True)
    service_postcode = models.CharField("邮政编码", max_length=6, blank=True)
    service_phone = models.CharField("联系电话", max_length=20, blank=True)
    service_email = models.EmailField("电子送达邮箱", blank=True)
    mediation_wish = models.CharField("调解意愿", max_length=10, choices=MediationWish, blank=True)
    military = models.CharField("军人军属", max_length=10, choices=Military, blank=True, editable=False)
    truth_stated_at = models.DateTimeField("诚信承诺时间", null=True, blank=True)

    open_targets = ArrayField(models.CharField(max_length=40), default=list, blank=True, editable=False)
    """While a correction is asked for, here or by another court that has the filing: the only parts the filer may
    change (`slot:…`, `party:…`, `task:…`)."""
    case_number = models.CharField("案号", max_length=40, unique=True, null=True, editable=False)
    receipt = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+", editable=False)
    history = HistoricalRecords(history_manager=HistoryManager, excluded_fields=["turn"])

    objects = FilingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "立案申请"
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft")
                | Q(number__isnull=False, submitted_at__isnull=False)
                | Q(status="withdrawn"),
                name="a_submitted_filing_has_number_and_receive_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(case_number__isnull=False),
                name="an_accepted_filing_has_a_case_number",
            ),
            models.CheckConstraint(
                condition=Q(paper_received_at__isnull=True) | Q(paper_received_at__lte=models.F("submitted_at")),
                name="paper_is_received_before_it_is_entered",
            ),
            models.CheckConstraint(
                condition=~Q(kind=DEFENCE.code) | Q(number__isnull=True), name="a_defence_is_never_filed"
            ),
        ]
        indexes = [
            models.Index(fields=["filer", "turn", "-id"], name="filing_by_filer"),
            models.Index(fields=["status", "id"], name="filing_by_status"),
            # What supervision counts by months: as much as the figures need, so that the index alone answers.
            models.Index(
                fields=["submitted_at"],
                include=["status"],
                condition=Q(submitted_at__isnull=False),
                name="filing_by_submitted",
            ),
            models.Index(
                fields=["decided_at"],
                include=["status"],
                condition=Q(decided_at__isnull=False),
                name="filing_by_decided",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.draft_code

    @property
    def is_in_first_place(self) -> bool:
        """Whether the review desk takes it before others (军人地位和权益保障法 60)."""
        return self.military in IN_FIRST_PLACE

    @property
    def received_at(self) -> datetime | None:
        """When the court had the papers: the paper's moment at the window, otherwise the submission."""
        return self.paper_received_at or self.submitted_at

    @property
    def kind_data(self) -> Kind:
        """What this kind of filing asks, checks and says."""
        return ALL_KINDS[self.kind]


class Party(models.Model):
    """A plaintiff, defendant or third party. Required fields differ by side: `filings/intake/rules.py`."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="parties")
    side = models.CharField("诉讼地位", max_length=20, choices=Side)
    kind = models.CharField("类型", max_length=20, choices=PartyKind)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    name = models.CharField("姓名或名称", max_length=100, blank=True)
    sex = models.CharField("性别", max_length=10, choices=Sex, blank=True)
    birth_on = models.DateField("出生日期", null=True, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    occupation = models.CharField("职业", max_length=50, blank=True)
    employer = models.CharField("工作单位", max_length=100, blank=True)
    domicile = models.CharField("住所", max_length=200, blank=True)
    phone = models.CharField("联系方式", max_length=30, blank=True)
    id_kind = models.CharField("证件类型", max_length=20, choices=IdentityKind, blank=True)
    id_number = SealedTextField("证件号码", blank=True)
    id_number_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    legal_representative = models.CharField("法定代表人或主要负责人", max_length=50, blank=True)
    representative_title = models.CharField("职务", max_length=50, blank=True)
    is_filer = models.BooleanField("提交人本人", default=False)
    history = HistoricalRecords(history_manager=HistoryManager)

    class Meta:
        verbose_name = verbose_name_plural = "当事人"
        ordering = ["position", "id"]
        indexes = [
            models.Index(
                fields=["name"], include=["filing"], opclasses=["varchar_pattern_ops"], name="party_by_name_prefix"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What this party is called in its kind of filing: 原告, 申请执行人 …"""
        return self.filing.kind_data.side_title(self.side)

    @property
    def credential(self) -> str:
        """The number that tells who it is; masked wherever it is shown."""
        return self.id_number


class Agent(models.Model):
    """Someone who acts for a party (民事诉讼法 61–62), with the extent and end of the authority."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="agents")
    kind = models.CharField("代理人类型", max_length=20, choices=AgentKind)
    name = models.CharField("姓名", max_length=50)
    organisation = models.CharField("所在单位", max_length=100, blank=True)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    license_number = SealedTextField("执业证号", blank=True)
    id_number = SealedTextField("证件号码", blank=True)
    id_number_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    authority = models.CharField("代理权限", max_length=10, choices=Authority, default=Authority.GENERAL)
    special_powers = ArrayField(
        models.CharField(max_length=20, choices=SpecialPower), default=list, blank=True, verbose_name="特别授权事项"
    )
    authority_ends_on = models.DateField("授权截止日期", null=True, blank=True)
    is_filer = models.BooleanField("提交人本人", default=False)
    history = HistoricalRecords(history_manager=HistoryManager)

    class Meta:
        verbose_name = verbose_name_plural = "代理人"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def credential(self) -> str:
        """The number that tells who it is, the licence before the identity number; masked wherever it is shown."""
        return self.license_number or self.id_number


class Material(models.Model):
    """One file in a slot. A replaced or removed file stays, with the time it left (`left_at`)."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="materials")
    slot = models.CharField("材料", max_length=30)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "材料"
        ordering = ["slot", "position", "id"]
        indexes = [models.Index(fields=["filing", "slot"], condition=Q(left_at__isnull=True), name="material_current")]

    def __str__(self) -> str:
        return f"{self.slot} {self.file_id}"


class Consent(models.Model):
    """A consent given or withdrawn for one step, with the words shown at the time. Append-only."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="consents")
    step = models.CharField(max_length=30, choices=ConsentStep)
    given = models.BooleanField()
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "同意记录"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {'同意' if self.given else '不同意'}"


class AssistanceQuerySet(models.QuerySet):
    def locked(self, assistance_id: int) -> "Assistance":
        """The row, locked until the transaction ends. Raises Assistance.DoesNotExist."""
        return self.select_for_update(of=("self",)).select_related("citizen", "helper").get(pk=assistance_id)

    def open_at(self, moment: datetime) -> "AssistanceQuerySet":
        """Opened by the citizen, neither ended nor run out at `moment`."""
        return self.filter(opened_at__isnull=False, ended_at__isnull=True, expires_at__gt=moment)


class Assistance(models.Model):
    """A member of staff at work with a citizen on the citizen's own draft; `filings.window` opens and ends it.

    It stands here because `permissions` asks it who may work on a draft. Without `opened_at` the citizen has not
    agreed yet. An online filing has none.
    """

    channel = models.CharField("渠道", max_length=20, choices=Channel)
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assistances_given", verbose_name="协助人"
    )
    citizen = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assistances_had", verbose_name="当事人"
    )
    filing = models.ForeignKey(
        Filing, models.PROTECT, null=True, blank=True, related_name="assistances", verbose_name="立案申请"
    )
    asked_at = models.DateTimeField("请求时间")
    opened_at = models.DateTimeField("开始时间", null=True, blank=True)
    expires_at = models.DateTimeField("最晚结束时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    confirmed_at = models.DateTimeField("本人确认提交时间", null=True, blank=True)
    history = HistoricalRecords(history_manager=HistoryManager)

    objects = AssistanceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "协助填写"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing"], condition=Q(ended_at__isnull=True), name="one_open_assistance_per_filing"
            ),
            models.CheckConstraint(condition=~Q(helper=models.F("citizen")), name="nobody_assists_oneself"),
            models.CheckConstraint(
                condition=Q(filing__isnull=True) | Q(opened_at__isnull=False, expires_at__isnull=False),
                name="no_draft_is_opened_to_a_helper_without_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.helper}协助{self.citizen}"
