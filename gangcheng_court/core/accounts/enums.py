from django.db import models


class Role(models.TextChoices):
    CITIZEN = "citizen", "群众"
    LAWYER = "lawyer", "律师"
    CLERK = "clerk", "立案窗口"
    CHIEF = "chief", "立案庭负责人"
    OPERATOR = "operator", "12368 坐席"
    JUDGE = "judge", "法官"
    SUPERVISOR = "supervisor", "督察"
    ADMINISTRATOR = "administrator", "系统管理员"


STAFF_ROLES = frozenset(Role) - {Role.CITIZEN, Role.LAWYER}


class IdentityKind(models.TextChoices):
    RESIDENT = "resident", "居民身份证（含港澳台居民居住证）"
    PASSPORT = "passport", "护照"
    HK_MACAU_PERMIT = "hk_macau_permit", "港澳居民来往内地通行证"
    TAIWAN_PERMIT = "taiwan_permit", "台湾居民来往大陆通行证"
    FOREIGN_RESIDENT = "foreign_resident", "外国人永久居留身份证"
    OTHER = "other", "其他证件"


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class AccessNeed(models.TextChoices):
    DISABILITY = "disability", "残疾"
    HEARING = "hearing", "听不清，请用文字联系"
    VISION = "vision", "看不清，请用大字或电话"
    MOBILITY = "mobility", "行动不便"
    OTHER = "other", "其他需要"
