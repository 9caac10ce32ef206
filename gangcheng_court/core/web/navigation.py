"""What stands in the header for each role. Routes are named, never imported: the desks lie above this package."""

from dataclasses import dataclass

from gangcheng_court.core.accounts.enums import Role


@dataclass(frozen=True)
class Link:
    title: str
    route: str


HOME = Link("首页", "portal:home")
SERVICES = Link("诉讼服务", "portal:services")
FILE = Link("立案", "filings:intake-guide")
MINE = Link("我的立案", "filings:mine")
INBOX = Link("消息", "notices:inbox")
REVIEW = Link("审核", "filings:review-queue")
SUPERVISION = Link("督察", "supervision:promise-report")
ADMINISTRATION = Link("系统管理", "admin:index")

PUBLIC = (HOME, FILE, MINE, SERVICES)
PARTY = (HOME, FILE, MINE, INBOX, SERVICES)
LINKS = {
    Role.CITIZEN: PARTY,
    Role.LAWYER: PARTY,
    Role.CLERK: (REVIEW, INBOX, SERVICES),
    Role.CHIEF: (REVIEW, SUPERVISION, INBOX, SERVICES),
    Role.OPERATOR: (SERVICES, INBOX),
    Role.JUDGE: (SERVICES, INBOX),
    Role.SUPERVISOR: (SUPERVISION, INBOX, SERVICES),
    Role.ADMINISTRATOR: (ADMINISTRATION, INBOX, SERVICES),
}
