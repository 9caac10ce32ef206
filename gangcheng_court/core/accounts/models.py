"""People: one account a person, signed in by mobile number if any; departments; relatives of staff (recusal)."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.enums import STAFF_ROLES, AccessNeed, IdentityKind, Role, Sex
from gangcheng_court.core.accounts.sealed import SealedTextField, blind_index, name_index


class Department(models.Model):
    """A department of the court, as reports name it."""

    code = models.SlugField("代码", unique=True)
    name = models.CharField("名称", max_length=50, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "部门"

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, phone: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(phone=phone, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, phone: str, password: str, **fields: Any) -> "User":
        given = {"role": Role.ADMINISTRATOR, "is_superuser": True, "phone_verified": True}
        return self.create_user(phone, password, **given | fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. `phone` (11 digits, mainland mobile) is the login name; the identity number is sealed.

    Who has no phone is known by the document that a clerk saw: the account cannot sign in, and everything is done at
    the window. `contact` says how else they are reached.
    """

    phone = models.CharField(
        "手机号码", max_length=11, unique=True, null=True, error_messages={"unique": "该手机号码已注册。"}
    )
    phone_verified = models.BooleanField("手机号码已验证", default=False)
    contact = models.CharField("其他联系方式", max_length=100, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    name = models.CharField("姓名", max_length=50, blank=True)
    role = models.CharField("角色", max_length=20, choices=Role, default=Role.CITIZEN)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, verbose_name="部门")
    id_kind = models.CharField("证件类型", max_length=20, choices=IdentityKind, blank=True)
    id_number = SealedTextField("证件号码", blank=True)
    id_number_hash = models.CharField(max_length=64, blank=True, editable=False)
    license_number = SealedTextField("律师执业证号", blank=True)
    license_number_hash = models.CharField(max_length=64, blank=True, editable=False)
    law_firm = models.CharField("执业机构", max_length=100, blank=True)
    sex = models.CharField("性别", max_length=10, choices=Sex, blank=True)
    birth_on = models.DateField("出生日期", null=True, blank=True)
    access_needs = ArrayField(
        models.CharField(max_length=20, choices=AccessNeed), default=list, blank=True, verbose_name="需要的照顾"
    )
    wants_priority = models.BooleanField("愿意使用优先服务", default=False)
    care_mode = models.BooleanField("关怀版", null=True, blank=True)
    is_active = models.BooleanField("启用", default=True)
    date_joined = models.DateTimeField("注册时间", default=timezone.now)
    history = HistoricalRecords(excluded_fields=["password", "last_login", "care_mode"])

    objects = UserManager()
    USERNAME_FIELD = "phone"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = verbose_name_plural = "用户"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phone__isnull=False)
                | (models.Q(phone_verified=False) & ~models.Q(id_number_hash="")),
                name="who_has_no_phone_is_known_by_a_document",
            ),
            models.UniqueConstraint(
                fields=["id_kind", "id_number_hash"],
                condition=~models.Q(id_number_hash=""),
                name="one_account_per_identity_number",
            ),
            models.UniqueConstraint(
                fields=["license_number_hash"],
                condition=~models.Q(license_number_hash=""),
                name="one_account_per_lawyer_licence",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.phone or ""

    def save(self, **options: Any) -> None:
        """Signing in is no change of the person: Django's stamp of it leaves no history row."""
        if options.get("update_fields") == ["last_login"]:
            User.objects.filter(pk=self.pk).update(last_login=self.last_login)
        else:
            super().save(**options)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Rights follow the role alone: the administration site is the administrator's, and nobody else's."""
        return self.is_active and self.role == Role.ADMINISTRATOR

    def has_perms(self, perm_list: Any, obj: Any = None) -> bool:
        return self.has_perm("")

    def has_module_perms(self, app_label: str) -> bool:
        return self.has_perm("")

    def set_identity(self, kind: str, number: str) -> None:
        """Put a cleaned document number with its look-up hash and what it says about its holder; not saved."""
        self.id_kind, self.id_number, self.id_number_hash = kind, number, blind_index(kind, number)
        if kind == IdentityKind.RESIDENT:
            self.birth_on, self.sex = identity.birth_date(number), identity.sex(number)

    def set_license(self, number: str) -> None:
        """Put a cleaned lawyer's licence number with its look-up hash; not saved."""
        self.license_number, self.license_number_hash = number, blind_index("license", number)

    @property
    def is_court_staff(self) -> bool:
        return self.role in STAFF_ROLES

    @property
    def is_staff(self) -> bool:
        """Django's word for who may enter the administration site."""
        return self.role == Role.ADMINISTRATOR


class StaffRelative(models.Model):
    """A near relative declared by a member of staff (回避规定 2011 art. 1): keeps them off that person's matters.

    Who it is stays under seal: `core/accounts/queries.py:is_related` answers yes or no by the keyed hashes.
    """

    staff = models.ForeignKey(User, models.CASCADE, related_name="relatives", verbose_name="工作人员")
    name = SealedTextField("亲属姓名")
    name_hash = models.CharField(max_length=64, editable=False)
    relation = SealedTextField("关系")
    id_number_hash = models.CharField(max_length=64, blank=True, editable=False)
    declared_at = models.DateTimeField("申报时间", null=True)
    """None: entered by the administration, before staff declared for themselves."""
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    """From then on it keeps nobody off anything; the row stays."""

    class Meta:
        verbose_name = verbose_name_plural = "工作人员近亲属"
        indexes = [models.Index(fields=["staff", "-id"], name="relative_by_staff")]

    def __str__(self) -> str:
        return f"{self.pk}"

    def save(self, **options: Any) -> None:
        """The hash is always that of the name."""
        self.name_hash = name_index(self.name)
        super().save(**options)
