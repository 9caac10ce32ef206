"""What stands in the header for each role. Routes are named, never imported: the desks lie above this package."""

from dataclasses import dataclass

from gangcheng_court.core.accounts.enums import Role


@dataclass(frozen=True)
class Link:
    """`within` names the page below which one is still there, when that is not `route` itself."""

    title: str
    route: str
    within: str = ""


FILE = Link("立案", "filings:intake-guide")
MINE = Link("我的立案", "filings:mine")
INBOX = Link("消息", "notices:inbox")
SERVICES = Link("诉讼服务", "portal:services")
WINDOW = Link("窗口", "filings:window")
COUNTER = Link("窗口台", "portal:counter")
HALL = Link("大厅", "accessibility:hall")
VISITS = Link("接待登记", "filings:window-book")
ASSISTANCE = Link("肩并肩", "filings:assistances")
HELP = Link("协助", "accessibility:assistance-desk")
CALLERS = Link("核对来电人", "filings:caller-check")
INQUIRIES = Link("生效核实", "filings:inquiries")
REVIEW = Link("审核", "filings:review-queue")
FEES = Link("诉讼费", "filings:fees-desk", within="filings:fees-calculator")
SUPERVISION = Link("督察", "supervision:board")
OWED = Link("督察", "supervision:owed", within="supervision:board")
CONSOLE = Link("接听台", "hotline:console")
TICKETS = Link("工单", "hotline:desk")
HANDED_OVER = Link("转办收件", "hotline:inbox")
MY_TICKETS = Link("12368", "hotline:contact")
KNOWLEDGE = Link("知识库", "hotline:knowledge")
ADMINISTRATION = Link("系统管理", "admin:index")

PUBLIC = (FILE, MINE, MY_TICKETS, SERVICES, KNOWLEDGE)
PARTY = (FILE, MINE, MY_TICKETS, INBOX)
LINKS = {
    Role.CITIZEN: PARTY,
    Role.LAWYER: PARTY,
    Role.CLERK: (COUNTER, WINDOW, ASSISTANCE, REVIEW, FEES, HANDED_OVER, OWED, KNOWLEDGE, INBOX),
    Role.CHIEF: (COUNTER, HALL, WINDOW, ASSISTANCE, REVIEW, FEES, HANDED_OVER, SUPERVISION, KNOWLEDGE, INBOX),
    Role.OPERATOR: (CONSOLE, TICKETS, CALLERS, ASSISTANCE, HELP, OWED, KNOWLEDGE, INBOX),
    Role.JUDGE: (INQUIRIES, HANDED_OVER, OWED, SERVICES, INBOX),
    Role.SUPERVISOR: (SUPERVISION, HALL, HANDED_OVER, VISITS, KNOWLEDGE, INBOX),
    Role.ADMINISTRATOR: (ADMINISTRATION, INBOX),
}
