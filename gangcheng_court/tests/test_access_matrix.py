"""Every address of the portal × every kind of person. A route that is not in the table, or answers otherwise, fails.

`owner` filed what is asked for; `stranger` is another citizen, `lawyer` another lawyer. What a person may not see does
not exist: 404. Whoever is not signed in is sent to sign in (401 in the API). Beside what a route is for (`method`),
the other of GET and POST must let nobody else in.
"""

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from knox.models import AuthToken

from accessibility.amenities.tests.builders import make_facility, make_item, make_loan, make_photo, make_repair
from accessibility.assistance.tests.builders import make_assistance as make_help
from accessibility.queue.enums import DeviceKind
from accessibility.queue.queries import at_window, window_of
from accessibility.queue.tests.builders import make_appointment, make_plan
from accessibility.queue.tests.counter_builders import a_called_number, an_open_window
from accessibility.queue.tests.kiosk_builders import make_device, take_number
from accessibility.queue.tests.screen_builders import make_screen
from filings.callers.tests.builders import make_check
from filings.cross_region.models import TransferLetter
from filings.cross_region.tests.builders import make_queued
from filings.fees.enums import LineStatus
from filings.fees.models import ReliefProof
from filings.fees.tests.builders import make_charge, make_line, make_relief
from filings.intake.enums import AgentKind
from filings.intake.models import Agent, Filing, Material
from filings.intake.tests.builders import make_complete_draft
from filings.mediation.models import Mediation
from filings.pleadings.models import Pleading
from filings.pleadings.tests.builders import make_defence
from filings.review.enums import LetterKind
from filings.review.models import Letter
from filings.review.tests.builders import (
    NOW,
    make_correction,
    make_enforcement,
    make_inquiry,
    make_proposal,
    make_taken,
)
from filings.window.models import OralRecord
from filings.window.tests.builders import make_assistance, make_visit
from gangcheng_court.core.accounts.enums import STAFF_ROLES, Role
from gangcheng_court.core.accounts.models import StaffRelative
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.core.notices.models import DeliveryState
from gangcheng_court.core.notices.tests.builders import make_delivery, make_notice
from hotline.calls.tests.builders import make_call
from hotline.knowledge.tests.builders import make_article, make_feedback, make_film, make_published, make_reviewed
from hotline.tickets.enums import Status as TicketStatus
from hotline.tickets.models import Question
from hotline.tickets.tests.builders import make_ticket
from supervision.board.tests.builders import make_daily_list, make_job, make_month
from supervision.breaches.tests.builders import make_breach, make_explained, make_limit
from supervision.bulletins.enums import Audience
from supervision.bulletins.enums import Status as BulletinStatus
from supervision.bulletins.tests.builders import make_bulletin
from supervision.complaints.enums import Mode as ComplaintMode
from supervision.complaints.models import ComplaintFile, IdentityRequest
from supervision.complaints.tests.builders import make_complaint
from supervision.inspections.enums import Kind as InspectionKind
from supervision.inspections.enums import Status as InspectionStatus
from supervision.inspections.tests.builders import make_checklist
from supervision.inspections.tests.builders import make_photo as make_inspection_photo
from supervision.inspections.tests.builders import make_visit as make_inspection
from supervision.interference.tests.builders import make_entry_file
from supervision.questioning.models import Member
from supervision.questioning.tests.builders import TOKEN, make_invited
from supervision.rectification.tests.builders import make_order
from supervision.watch.tests.builders import make_alarm

OPEN, SIGN_IN, HIDDEN, FORBIDDEN, NOT_FOR_THIS = "open", "sign in", "hidden", "forbidden", "other method"
STAFF = frozenset(role.value for role in STAFF_ROLES)
SIGNED_IN = STAFF | {"owner", "stranger", "lawyer"}
EVERYBODY = SIGNED_IN | {"nobody"}
OWNER = frozenset({"owner"})
DESK, CHIEF = frozenset({"clerk", "chief"}), frozenset({"chief"})
REPORT = frozenset({"chief", "supervisor"})
RESEND = frozenset({"clerk", "chief", "operator", "administrator"})
CLERK, JUDGE = frozenset({"clerk"}), frozenset({"judge"})
READERS = frozenset({"clerk", "chief", "supervisor"})
OPERATOR = frozenset({"operator"})
SUPERVISOR = frozenset({"supervisor"})
RECEIVERS = frozenset({"clerk", "chief", "judge", "supervisor"})
HELPERS = frozenset({"clerk", "chief", "operator"})
WRITERS = frozenset({"clerk", "chief", "operator", "supervisor"})
KEEPERS = frozenset({"chief", "administrator"})
NUMBERS = frozenset({"clerk", "chief", "judge", "administrator"})


PARTS = 4
"""The table is gone through in so many parts, which two processes share."""


@dataclass(frozen=True)
class Gate:
    """Who gets in, by what, asked about which thing of the world; `otherwise` answers the others who are signed in."""

    allowed: frozenset[str]
    method: str = "get"
    thing: str = "filing"
    otherwise: str = HIDDEN
    anonymous: str = SIGN_IN

    def answer_for(self, actor: str) -> str:
        if actor in self.allowed:
            return OPEN
        return self.anonymous if actor == "nobody" else self.otherwise


def gates(gate: Gate, *routes: str) -> dict[str, Gate]:
    return dict.fromkeys(routes, gate)


TABLE = {
    **gates(Gate(EVERYBODY), "accessibility:facilities"),
    **gates(Gate(EVERYBODY, thing="facility"), "accessibility:facility-report"),
    **gates(Gate(READERS), "accessibility:loans", "accessibility:round", "accessibility:repairs"),
    **gates(Gate(READERS, thing="repair"), "accessibility:repair", "accessibility:facility-photo"),
    **gates(Gate(DESK, thing="facility"), "accessibility:round-facility"),
    **gates(Gate(DESK, method="post", thing="repair"), "accessibility:repair-take", "accessibility:repair-look"),
    **gates(Gate(DESK, method="post", thing="loan"), "accessibility:loan-return", "accessibility:loan-lost"),
    **gates(Gate(CHIEF), "accessibility:items"),
    **gates(Gate(CHIEF, method="post", thing="item"), "accessibility:item-retire"),
    **gates(
        Gate(EVERYBODY),
        *("portal:home", "portal:services", "portal:guide", "portal:promises", "portal:verify", "portal:accessibility"),
        *("portal:health", "portal:health-live", "portal:log-digests", "deadlines:calculator"),
        *("portal:promise-history", "portal:promise-data", "portal:promise-definitions"),
        *("portal:health", "portal:health-live", "deadlines:calculator"),
        *("filings:intake-guide", "filings:intake-kind", "filings:intake-suitability"),
        *("filings:right-court", "filings:courts"),
        *("filings:fees-calculator", "api:fees"),
        *("api:deadlines", "api:promises", "api:causes", "api:schema"),
        *("account_login", "account_request_login_code", "account_reset_password", "account_logout"),
        *("account_signup", "account_signup_lawyer", "account_inactive"),
    ),
    **gates(Gate(EVERYBODY, thing="receipt"), "filings:verify"),
    **gates(Gate(EVERYBODY, thing="screen"), "accessibility:screen", "accessibility:screen-board"),
    **gates(Gate(frozenset(), otherwise=SIGN_IN), "administration-sign-in"),
    **gates(Gate(EVERYBODY, method="post"), "web:care-mode"),
    **gates(Gate(SIGNED_IN, method="post"), "web:extend-session", "notices:read-all", "people:end-sessions"),
    # Steps of a sign-in that nobody here has begun lead back to its beginning, or to the home page.
    **gates(Gate(SIGNED_IN), "account_confirm_login_code", "account_verify_phone", "mfa_authenticate"),
    **gates(
        Gate(SIGNED_IN),
        *("account_change_password", "account_set_password", "account_change_phone", "account_reauthenticate"),
        *("mfa_index", "mfa_activate_totp", "mfa_reauthenticate", "mfa_generate_recovery_codes"),
        *("people:profile", "people:kept-answer", "notices:inbox"),
        *("filings:intake-start", "filings:mine", "filings:defences", "api:filing-list", "api:ticket-list"),
    ),
    # Only who has set up an authenticator has these.
    **gates(Gate(frozenset(), anonymous=SIGN_IN), "mfa_deactivate_totp", "mfa_view_recovery_codes"),
    **gates(Gate(STAFF), "supervision:breaches"),
    **gates(Gate(REPORT), "supervision:board", "supervision:items", "supervision:daily", "supervision:monthly-reports"),
    **gates(Gate(REPORT, thing="monthly report"), "supervision:monthly-file"),
    **gates(Gate(REPORT, method="post"), "supervision:report-ask"),
    **gates(Gate(frozenset({"supervisor"}), thing="report"), "supervision:report-job", "supervision:report-file"),
    **gates(Gate(frozenset({"supervisor"}), thing="report"), "supervision:daily-file"),
    **gates(Gate(READERS, thing="limit"), "supervision:timeline"),
    **gates(Gate(STAFF - {"supervisor", "administrator"}), "supervision:owed"),
    **gates(Gate(frozenset({"supervisor"})), "supervision:questionings", "supervision:questions"),
    **gates(
        Gate(frozenset({"supervisor"}), thing="questioning"),
        *("supervision:questioning", "supervision:questioning-xlsx", "supervision:questioning-calls"),
        "supervision:questioning-call",
    ),
    **gates(
        Gate(frozenset({"supervisor"}), method="post", thing="questioning"),
        *("supervision:questioning-redraw", "supervision:questioning-start", "supervision:questioning-phone"),
    ),
    # Whoever holds the link answers, once.
    **gates(Gate(EVERYBODY, thing="questioning"), "supervision:answer"),
    # A record is its recorder's and the supervisors'; nobody else learns that it is there.
    **gates(
        Gate(STAFF),
        *("supervision:interference", "supervision:interference-record", "supervision:contacts"),
        *("supervision:contact-record", "supervision:relatives"),
    ),
    **gates(Gate(STAFF - {"administrator"}, method="post"), "supervision:interference-confirm"),
    **gates(
        Gate(frozenset({"supervisor"})),
        *("supervision:interference-months", "supervision:interference-figures", "supervision:interference-xlsx"),
        "supervision:relatives-of-staff",
    ),
    **gates(
        Gate(CLERK | {"supervisor"}, thing="interference"),
        "supervision:interference-entry",
        "supervision:interference-file",
    ),
    **gates(Gate(CLERK, thing="interference"), "supervision:interference-correct"),
    **gates(Gate(CLERK, method="post", thing="interference"), "supervision:interference-attach"),
    **gates(Gate(CLERK, method="post", thing="relative"), "supervision:relative-withdraw"),
    **gates(Gate(OWNER, thing="notice"), "notices:notice"),
    **gates(Gate(OWNER, method="delete", thing="token", anonymous=FORBIDDEN), "api:token"),
    **gates(Gate(SIGNED_IN, anonymous=FORBIDDEN), "api:tokens"),
    **gates(
        Gate(OWNER, thing="draft"),
        *("filings:draft", "filings:draft-discard", "filings:draft-parties", "filings:draft-add-party"),
        *("filings:draft-party", "filings:draft-remove-party", "filings:draft-add-agent", "filings:draft-agent"),
        *("filings:draft-remove-agent", "filings:draft-cause", "filings:draft-causes", "filings:draft-facts"),
        *("filings:draft-materials", "filings:draft-upload", "filings:draft-remove-material", "filings:draft-service"),
        *("filings:draft-details", "filings:check", "filings:file", "api:filing-detail"),
        *("filings:pleading", "filings:pleading-step", "filings:pleading-text", "filings:pleading-print"),
        *("filings:pleading-state", "filings:pleading-file"),
    ),
    **gates(Gate(OWNER, method="post", thing="draft"), "filings:draft-merge", "filings:draft-arrange"),
    **gates(Gate(OWNER, method="post", thing="draft"), "filings:pleading-hand-in"),
    **gates(Gate(OWNER, thing="defence"), "filings:defence"),
    **gates(
        Gate(OWNER, method="put", thing="draft"),
        "api:filing-cause",
        "api:filing-details",
        "api:filing-facts",
        "api:filing-service",
    ),
    **gates(
        Gate(OWNER, method="post", thing="draft"), "api:filing-parties", "api:filing-materials", "api:filing-submit"
    ),
    **gates(Gate(OWNER), "filings:fees", "filings:fees-relief"),
    **gates(Gate(OWNER, method="post", thing="charge"), "filings:fees-sandbox"),
    **gates(Gate(OWNER | DESK | {"supervisor"}, thing="payment notice"), "filings:fees-paper"),
    **gates(Gate(OWNER | DESK | {"supervisor"}, thing="proof"), "filings:fees-proof"),
    **gates(Gate(DESK), "filings:fees-desk", "filings:fees-desk-filing", "filings:fees-statements"),
    **gates(Gate(DESK, method="post", thing="charge"), "filings:fees-act"),
    **gates(Gate(DESK, thing="statement"), "filings:fees-statement"),
    **gates(Gate(DESK, thing="bank line"), "filings:fees-line"),
    **gates(Gate(OWNER), "filings:withdraw", "filings:progress"),
    # The filing staff print a visitor's receipt.
    **gates(Gate(OWNER | READERS), "filings:receipt", "filings:receipt-pdf"),
    **gates(Gate(DESK), "filings:window"),
    **gates(Gate(READERS), "filings:window-book"),
    # A visit is its clerk's; the chief may end it.
    **gates(Gate(CLERK, thing="visit"), "filings:window-visit", "filings:window-record-file"),
    **gates(Gate(CLERK, thing="visit"), "filings:window-no-phone"),
    **gates(
        Gate(CLERK, method="post", thing="visit"),
        *("filings:window-person", "filings:window-document", "filings:window-submit", "filings:window-record"),
        *("filings:window-record-code", "filings:window-record-confirm", "filings:window-record-sign"),
    ),
    **gates(Gate(DESK, method="post", thing="visit"), "filings:window-end"),
    **gates(Gate(HELPERS), "filings:caller-check"),
    # A passed check opens the case to whoever made it.
    **gates(Gate(frozenset({"operator"}), thing="check"), "filings:caller-case"),
    **gates(Gate(HELPERS), "filings:assistances"),
    **gates(Gate(HELPERS, method="post"), "filings:assistance-invited"),
    # An assistance is its helper's; the citizen may end it.
    **gates(Gate(CLERK, thing="assistance"), "filings:assistance", "filings:assistance-of"),
    **gates(
        Gate(CLERK, method="post", thing="assistance"),
        *("filings:assistance-code", "filings:assistance-open", "filings:assistance-draft"),
        *("filings:assistance-ask", "filings:assistance-submit"),
    ),
    **gates(Gate(CLERK | OWNER, method="post", thing="assistance"), "filings:assistance-end"),
    **gates(Gate(OWNER, thing="draft"), "filings:draft-help"),
    **gates(Gate(DESK, method="post", thing="enforcement"), "filings:review-effect", "filings:review-effect-ask"),
    **gates(Gate(JUDGE), "filings:inquiries"),
    **gates(Gate(JUDGE, thing="inquiry"), "filings:inquiry"),
    **gates(Gate(OWNER, thing="correction"), "filings:correct"),
    **gates(Gate(OWNER, method="post", thing="correction"), "filings:correct-tick"),
    **gates(Gate(DESK), "filings:review-queue", "filings:review", "filings:review-letter"),
    **gates(Gate(frozenset(), method="get"), "filings:review-draft"),
    **gates(
        Gate(DESK, method="post"),
        *("filings:review-take", "filings:review-give-back", "filings:review-judge", "filings:review-military"),
        *("filings:review-reveal", "filings:review-reveal-agent"),
    ),
    **gates(Gate(DESK, method="post", thing="decision"), "filings:review-decide"),
    **gates(Gate(DESK), "filings:mediations", "filings:mediation-desk"),
    **gates(Gate(DESK, method="post"), "filings:mediation-offer"),
    **gates(Gate(OWNER, thing="mediated"), "filings:mediation"),
    **gates(Gate(OWNER, method="post", thing="mediated"), "filings:mediation-confirm"),
    **gates(Gate(DESK, method="post", thing="mediated"), "filings:mediation-act"),
    # A clerk meets the form; the service asks for the chief once the form is right.
    **gates(Gate(DESK, method="post"), "filings:review-assign"),
    **gates(Gate(DESK, method="post", thing="proposed"), "filings:review-look"),
    **gates(Gate(CHIEF, method="post", thing="proposed"), "filings:review-answer"),
    **gates(
        Gate(REPORT),
        *("supervision:promise-report", "supervision:promise-report-xlsx"),
    ),
    **gates(Gate(frozenset({"clerk", "chief", "supervisor"}), thing="breach"), "supervision:breach"),
    # A chief reads the indicators of the own department; those here are the filing department's.
    **gates(Gate(REPORT), "supervision:indicators", "supervision:alarms"),
    **gates(Gate(REPORT, thing="alarm"), "supervision:indicator", "supervision:indicator-xlsx", "supervision:alarm"),
    **gates(
        Gate(REPORT, method="post", thing="alarm"),
        *("supervision:indicators-compute", "supervision:indicator-compute", "supervision:alarm-act"),
    ),
    **gates(Gate(STAFF - {"administrator"}), "supervision:inspections"),
    **gates(Gate(SUPERVISOR), "supervision:inspection-new", "supervision:checklists", "supervision:checklist-new"),
    **gates(Gate(SUPERVISOR, thing="checklist"), "supervision:checklist"),
    # A covert visit is its inspector's alone; an open one is every supervisor's too.
    **gates(
        Gate(CLERK, thing="covert visit"),
        *("supervision:inspection", "supervision:inspection-check", "supervision:inspection-photo"),
    ),
    **gates(
        Gate(CLERK, method="post", thing="covert visit"),
        *("supervision:inspection-answer", "supervision:inspection-photo-add", "supervision:inspection-photo-drop"),
        "supervision:inspection-act",
    ),
    **gates(Gate(CLERK | SUPERVISOR, thing="visit that is done"), "supervision:inspection-report"),
    **gates(Gate(SUPERVISOR, thing="visit that is done"), "supervision:inspection-orders"),
    **gates(
        Gate(frozenset({"supervisor"}), method="post", thing="explained breach"),
        *("supervision:breach-judge", "supervision:breach-order"),
    ),
    **gates(Gate(STAFF), "supervision:rectifications"),
    **gates(Gate(frozenset({"supervisor"})), "supervision:rectification-new"),
    **gates(
        Gate(frozenset({"clerk", "chief", "supervisor"}), thing="order"),
        *("supervision:rectification", "supervision:rectification-file"),
    ),
    **gates(Gate(DESK, method="post", thing="order"), "supervision:rectification-report"),
    **gates(Gate(frozenset({"supervisor"}), method="post", thing="order"), "supervision:rectification-recheck"),
    **gates(Gate(STAFF - {"administrator"}), "supervision:bulletins"),
    **gates(Gate(EVERYBODY), "supervision:bulletins-public"),
    **gates(Gate(frozenset({"supervisor"})), "supervision:bulletin-new"),
    **gates(Gate(EVERYBODY, thing="public bulletin"), "supervision:bulletin-public", "supervision:bulletin-public-pdf"),
    # A draft is the supervisors'; what is published the whole staff's.
    **gates(Gate(frozenset({"supervisor"}), thing="draft bulletin"), "supervision:bulletin-edit"),
    **gates(
        Gate(STAFF - {"administrator"}, thing="public bulletin"),
        *("supervision:bulletin", "supervision:bulletin-pdf", "supervision:bulletin-docx"),
    ),
    **gates(Gate(frozenset({"supervisor"}), method="post", thing="draft bulletin"), "supervision:bulletin-act"),
    # The desk of complaints: the supervisors, and of the chiefs only the president's.
    **gates(Gate(SUPERVISOR), "supervision:complaints", "supervision:complaints-xlsx", "supervision:complaint-enter"),
    **gates(Gate(SUPERVISOR, thing="complaint"), "supervision:complaint", "supervision:complaint-file"),
    **gates(Gate(SUPERVISOR, method="post", thing="complaint"), "supervision:complaint-act"),
    # A custodian decides, and whoever asked looks: by role alone nobody.
    **gates(Gate(frozenset(), thing="complaint"), "supervision:complaint-identity"),
    **gates(Gate(frozenset(), thing="no complaint"), "supervision:complaint-of-ticket"),
    **gates(Gate(RESEND), "notices:failed"),
    **gates(Gate(RESEND, method="post", thing="delivery"), "notices:resend"),
    **gates(Gate(NUMBERS, thing="person"), "people:number"),
    **gates(Gate(SIGNED_IN), "filings:transfer-start"),
    **gates(
        Gate(OWNER, thing="transfer"),
        "filings:transfer",
        "filings:transfer-correct",
        "filings:transfer-letter",
        "filings:transfer-receipt",
    ),
    **gates(Gate(OWNER, method="post", thing="transfer"), "filings:transfer-agree"),
    **gates(Gate(READERS), "filings:transfers"),
    **gates(Gate(DESK), "filings:transfer-window", "filings:transfer-wrong-court"),
    **gates(
        Gate(DESK, thing="transfer"),
        *("filings:transfer-desk", "filings:transfer-desk-file", "filings:transfer-desk-receipt"),
    ),
    **gates(
        Gate(DESK, method="post", thing="transfer"),
        *("filings:transfer-identify", "filings:transfer-consent", "filings:transfer-scan"),
        *("filings:transfer-hand-over", "filings:transfer-retry", "filings:transfer-add-letter"),
        "filings:transfer-desk-correct",
    ),
    # Other courts prove themselves by their keys, not by accounts.
    **gates(Gate(frozenset(), method="post", otherwise=SIGN_IN), "api:packages"),
    **gates(Gate(frozenset(), thing="transfer", otherwise=SIGN_IN), "api:package", "api:package-letter"),
    # The telephone exchange proves itself by its secret, not by an account.
    **gates(Gate(frozenset(), method="post", otherwise=SIGN_IN), "api:call-events"),
    **gates(Gate(EVERYBODY), "hotline:contact", "hotline:new", "hotline:follow"),
    **gates(Gate(SIGNED_IN), "hotline:mine"),
    # Without an account the code and the telephone open it; who has neither is told that nothing is there.
    **gates(Gate(OWNER, thing="ticket", anonymous=HIDDEN), "hotline:follow-ticket"),
    **gates(Gate(OWNER, thing="ticket"), "api:ticket-detail"),
    **gates(
        Gate(OWNER, method="post", thing="ticket", anonymous=HIDDEN),
        *("hotline:rate", "hotline:follow-add", "hotline:follow-callback"),
    ),
    **gates(Gate(OPERATOR), "hotline:desk", "hotline:callbacks"),
    **gates(Gate(HELPERS), "hotline:take-down"),
    **gates(
        Gate(EVERYBODY), "accessibility:assistance", "accessibility:assistance-hall", "accessibility:assistance-follow"
    ),
    **gates(Gate(SIGNED_IN), "accessibility:assistance-mine", "accessibility:needs"),
    **gates(Gate(SIGNED_IN, method="post"), "accessibility:needs-delete"),
    # Without an account number and telephone open it; who has neither is told that nothing is there.
    **gates(Gate(OWNER, thing="help", anonymous=HIDDEN), "accessibility:assistance-followed"),
    **gates(Gate(OWNER, method="post", thing="help", anonymous=HIDDEN), "accessibility:assistance-own-act"),
    **gates(Gate(HELPERS), "accessibility:assistance-desk"),
    **gates(Gate(HELPERS, thing="help"), "accessibility:assistance-request"),
    **gates(Gate(HELPERS, method="post", thing="help"), "accessibility:assistance-act"),
    **gates(Gate(OPERATOR, method="post"), "hotline:desk-hand-over"),
    # A call is the operator's who took it.
    **gates(Gate(OPERATOR), "hotline:console", "hotline:console-incoming"),
    **gates(Gate(OPERATOR, method="post"), "hotline:console-start"),
    **gates(Gate(OPERATOR, thing="call"), "hotline:call", "hotline:call-ticket"),
    **gates(
        Gate(OPERATOR, method="post", thing="call"), "hotline:call-end", "hotline:call-outcome", "hotline:call-answer"
    ),
    **gates(Gate(OPERATOR | REPORT), "hotline:calls", "hotline:figures", "hotline:figures-xlsx"),
    **gates(Gate(REPORT), "accessibility:figures", "accessibility:figures-xlsx"),
    **gates(Gate(RECEIVERS), "hotline:inbox"),
    **gates(Gate(frozenset({"chief", "supervisor", "administrator"})), "hotline:routing"),
    # One that was handed to the clerk's department: the others of it see it, and the desk that took it down.
    **gates(Gate(RECEIVERS | OPERATOR, thing="ticket"), "hotline:ticket"),
    **gates(
        Gate(RECEIVERS | OPERATOR, method="post", thing="ticket"),
        *("hotline:ticket-act", "hotline:ticket-callback", "hotline:ticket-attempt", "hotline:ticket-question"),
    ),
    # Everybody reads what is put out.
    **gates(Gate(EVERYBODY), "hotline:knowledge", "hotline:knowledge-search"),
    **gates(Gate(EVERYBODY, thing="topic"), "hotline:knowledge-topic"),
    **gates(Gate(EVERYBODY, thing="article"), "hotline:article"),
    **gates(Gate(EVERYBODY, thing="film"), "hotline:medium", "hotline:medium-captions"),
    **gates(Gate(EVERYBODY, method="post", thing="article"), "hotline:article-unclear"),
    **gates(Gate(WRITERS), "hotline:knowledge-desk", "hotline:knowledge-new", "hotline:scripts"),
    **gates(Gate(WRITERS, thing="script"), "hotline:script"),
    **gates(
        Gate(WRITERS, thing="article"),
        *("hotline:knowledge-manage", "hotline:knowledge-edit", "hotline:knowledge-version"),
    ),
    **gates(
        Gate(WRITERS, method="post", thing="article"),
        *("hotline:article-used", "hotline:knowledge-media"),
    ),
    **gates(Gate(WRITERS, method="post", thing="film"), "hotline:medium-remove"),
    **gates(Gate(WRITERS, method="post", thing="unclear article"), "hotline:feedback-settle"),
    **gates(
        Gate(REPORT, method="post", thing="draft article"),
        *("hotline:knowledge-review", "hotline:knowledge-send-back", "hotline:knowledge-withdraw"),
    ),
    **gates(Gate(REPORT, method="post", thing="reviewed article"), "hotline:knowledge-publish"),
    # A kiosk is its own browser's; the first that presses the button has it.
    **gates(
        Gate(frozenset(), thing="kiosk", otherwise=FORBIDDEN, anonymous=FORBIDDEN),
        *("accessibility:kiosk", "accessibility:kiosk-others", "accessibility:kiosk-matter"),
        *("accessibility:kiosk-priority", "accessibility:kiosk-ticket", "accessibility:kiosk-check-in"),
        "accessibility:kiosk-help",
    ),
    **gates(
        Gate(frozenset(), method="post", thing="kiosk", otherwise=FORBIDDEN, anonymous=FORBIDDEN),
        "accessibility:kiosk-remind",
    ),
    **gates(Gate(EVERYBODY, method="post", thing="kiosk"), "accessibility:kiosk-set-up"),
    **gates(Gate(EVERYBODY, thing="door"), "accessibility:door", "accessibility:door-take"),
    # Whoever holds the key of a number follows it.
    **gates(
        Gate(EVERYBODY, thing="hall number"), "accessibility:ticket", "accessibility:ticket-state", "accessibility:slip"
    ),
    **gates(
        Gate(EVERYBODY, method="post", thing="hall number"),
        *("accessibility:ticket-leave", "accessibility:ticket-come-back", "accessibility:ticket-remind"),
    ),
    **gates(Gate(KEEPERS, thing="kiosk"), "accessibility:devices", "accessibility:device"),
    **gates(Gate(KEEPERS, method="post", thing="kiosk"), "accessibility:device-reset", "accessibility:device-revoke"),
    # Nobody has these open but whoever booked them, and whoever types the code and the telephone.
    **gates(Gate(EVERYBODY), "accessibility:appointments", "accessibility:appointment-find"),
    **gates(Gate(EVERYBODY, thing="plan"), "accessibility:appointment-days", "accessibility:appointment-book"),
    **gates(
        Gate(OWNER, thing="appointment", anonymous=HIDDEN),
        *("accessibility:appointment", "accessibility:appointment-move", "accessibility:appointment-cancel"),
        "accessibility:appointment-calendar",
    ),
    **gates(Gate(DESK), "accessibility:appointments-desk"),
    **gates(Gate(CHIEF), "accessibility:appointment-plans"),
    **gates(Gate(CHIEF, thing="plan"), "accessibility:appointment-plan"),
    **gates(Gate(CHIEF, method="post", thing="plan"), "accessibility:appointment-plan-remove"),
    **gates(
        Gate(DESK, method="post", thing="appointment"),
        *("accessibility:appointments-desk-check-in", "accessibility:appointments-desk-cancel"),
    ),
    **gates(Gate(DESK), "portal:counter", "portal:counter-line"),
    **gates(
        Gate(DESK, method="post", thing="queue ticket"),
        *("accessibility:open", "accessibility:pause", "accessibility:note"),
        *("accessibility:call-number", "accessibility:call-this"),
        *("accessibility:transfer", "accessibility:split", "accessibility:finish"),
        *("accessibility:confirm", "accessibility:come-back", "accessibility:leave", "accessibility:link-filing"),
        "accessibility:take-for",
    ),
    # Only who sits at the window acts for it; its number comes only from there.
    **gates(
        Gate(CLERK, method="post", thing="queue ticket"),
        *("accessibility:call-next", "accessibility:reopen", "accessibility:recall", "accessibility:start"),
        *("accessibility:hold", "accessibility:miss"),
    ),
    **gates(Gate(DESK, method="post", thing="queue ticket"), "accessibility:close"),
    **gates(Gate(REPORT), "accessibility:hall"),
    **gates(Gate(CHIEF), "accessibility:windows"),
    **gates(Gate(CHIEF, method="post", thing="queue ticket"), "accessibility:window", "accessibility:matters"),
    # The gateway proves itself by its signature, not by an account.
    **gates(Gate(frozenset(), method="post", otherwise=FORBIDDEN, anonymous=FORBIDDEN), "notices:receipts"),
}


class World:
    """One of each person, and the things they are asked about."""

    def __init__(self) -> None:
        department = make_department()
        self.people = {role: make_user(role, department=department) for role in sorted(STAFF)}
        self.people |= {"owner": make_user(), "stranger": make_user(), "lawyer": make_user(Role.LAWYER)}
        self.clients: dict[str, Client | None] = {"nobody": None} | {
            name: sign_in(Client(), user) for name, user in self.people.items()
        }
        self.known = functools.cache(self.arguments)

    def arguments(self, thing: str) -> dict[str, Any]:
        """What an address about `thing` may ask for, by the names used in addresses."""
        owner, clerk = self.people["owner"], self.people["clerk"]
        always = {"type": "suggestion", "slug": "mediation", "key": "0" * 32, "token_id": "none", "kind": "enforcement"}
        if thing == "draft":
            return always | self.parts_of(make_complete_draft(filer=owner))
        if thing == "defence":
            return {"code": make_defence(filer=owner).draft_code}
        if thing == "filing":
            return always | self.parts_of(make_taken(clerk, filer=owner))
        if thing == "mediated":
            filing = make_taken(clerk, filer=owner)
            Mediation.objects.create(filing=filing, offered_by=clerk, offered_at=NOW)
            return self.parts_of(filing) | {"code": "fail"}
        if thing == "decision":
            return self.parts_of(make_taken(clerk, filer=owner)) | {"code": "accept"}
        if thing == "proposed":
            filing = make_taken(clerk, filer=owner)
            return self.parts_of(filing) | {"proposal_id": make_proposal(filing).pk}
        if thing == "correction":
            filing = make_correction(clerk)
            Filing.objects.filter(pk=filing.pk).update(filer=owner)
            item = filing.rounds.get().correction.items.first()
            return self.parts_of(filing) | {"item_id": item.pk}
        if thing == "transfer":
            transfer = make_queued(clerk)
            Filing.objects.filter(pk=transfer.filing_id).update(filer=owner)
            transfer.filing.refresh_from_db()
            parts = self.parts_of(transfer.filing)
            paper = StoredFile.objects.get(pk=parts["file_id"])
            letter = TransferLetter.objects.create(transfer=transfer, title="受理通知书", file=paper, received_at=NOW)
            return parts | {"package_id": transfer.package_id, "letter_id": letter.pk}
        if thing in ("charge", "payment notice", "proof"):
            return self.fees_of(make_taken(clerk, filer=owner), thing)
        if thing in ("statement", "bank line"):
            line = make_line(status=LineStatus.UNMATCHED)
            return {"pk": line.statement_id if thing == "statement" else line.pk}
        if thing == "visit":
            visit = make_visit(clerk, filing=make_complete_draft(filer=owner), at=NOW)
            paper = documents.store_bytes(make_pdf(), name="笔录.pdf", content_type="application/pdf", by=clerk, at=NOW)
            record = OralRecord.objects.create(filing=visit.filing, file=paper, made_at=NOW, made_by=clerk)
            return {"visit_id": visit.pk, "record_id": record.pk}
        if thing == "assistance":
            draft = make_complete_draft(filer=owner)
            return {"assistance_id": make_assistance(clerk, filing=draft, at=NOW).pk, "code": draft.draft_code}
        if thing == "call":
            return {"call_id": make_call(operator=self.people["operator"]).pk, "type": "complaint"}
        if thing == "help":
            return {"number": make_help(person=owner, at=timezone.now()).number, "code": "cancel"}
        if thing == "ticket":
            ticket = make_ticket(status=TicketStatus.IN_HAND, department=clerk.department, handler=clerk, person=owner)
            question = Question.objects.create(ticket=ticket, text="诉讼费多少")
            return {"number": ticket.number, "question_id": question.pk, "code": "note"}
        if thing == "queue ticket":
            window = window_of(clerk.pk) or an_open_window(clerk)
            return {"window_id": window.pk, "ticket_id": (at_window(window) or a_called_number(window)).pk}
        if thing == "facility":
            return {"code": make_facility().code}
        if thing == "item":
            return {"pk": make_item().pk}
        if thing == "loan":
            return {"pk": make_loan().pk}
        if thing == "repair":
            repair = make_repair(photo=make_photo(clerk), at=timezone.now())
            return {"number": repair.reference, "pk": repair.found_id}
        if thing == "checklist":
            return {"code": make_checklist().code}
        if thing == "covert visit":
            visit = make_inspection(InspectionStatus.UNDER_WAY, kind=InspectionKind.COVERT, owner=clerk)
            photo = make_inspection_photo(visit)
            return {"number": visit.number, "file_id": photo.file_id, "item": photo.item_id, "code": "cancel"}
        if thing == "visit that is done":
            return {"number": make_inspection(InspectionStatus.DONE, owner=clerk).number}
        if thing == "check":
            filing = make_taken(clerk, filer=owner)
            return {"check_id": make_check(self.people["operator"], filing, at=timezone.now()).pk}
        if thing == "enforcement":
            return {"number": make_enforcement(clerk).number}
        if thing == "inquiry":
            return {"inquiry_id": make_inquiry(make_enforcement(clerk), by=clerk).pk}
        if thing == "receipt":
            return {"code": make_taken(clerk, filer=owner).verify_code}
        if thing in ("kiosk", "door", "hall number"):
            return self.parts_of_hall(thing)
        if thing == "screen":
            return {"key": make_screen(key="screen-of-the-hall").key}
        if thing == "topic":
            return {"code": "fees"}
        if thing == "script":
            return {"slug": "opening", "step": "greet"}
        if thing == "film":
            return {"pk": make_film().pk}
        if thing.endswith("article"):
            return self.parts_of_article(thing)
        if thing == "token":
            token, _ = AuthToken.objects.create(owner)
            return {"token_id": token.token_key}
        if thing == "notice":
            return {"notice_id": make_notice(owner).pk}
        if thing == "delivery":
            return {"delivery_id": make_delivery(state=DeliveryState.FAILED).pk}
        if thing == "appointment":
            return {"code": make_appointment(person=owner).code}
        if thing == "plan":
            plan = make_plan()
            return {"matter": plan.matter.code, "day": "2026-06-18", "plan_id": plan.pk}
        if thing == "alarm":
            alarm = make_alarm(until=timezone.now())
            return {"number": alarm.number, "slug": alarm.indicator, "code": "answer"}
        if thing == "explained breach":
            return {"pk": make_explained(NOW, responsible=clerk, department=clerk.department).pk}
        if thing == "order":
            order = make_order(clerk)
            paper = documents.store_bytes(make_pdf(), name="证明.pdf", content_type="application/pdf", by=clerk, at=NOW)
            order.steps.get().files.add(paper)
            return {"number": order.number, "file_id": paper.pk}
        if thing.endswith("bulletin"):
            status = BulletinStatus.DRAFT if thing == "draft bulletin" else BulletinStatus.PUBLISHED
            return {"pk": make_bulletin(status, audience=Audience.PUBLIC).pk, "code": "submit"}
        if thing == "complaint":
            row = make_complaint(mode=ComplaintMode.CONFIDENTIAL)
            paper = documents.store_bytes(make_pdf(), name="投诉.pdf", content_type="application/pdf", by=None, at=NOW)
            ComplaintFile.objects.create(complaint=row, file=paper, at=NOW)
            asked = IdentityRequest.objects.create(complaint=row, reason="核对", asked_by=clerk, asked_at=NOW)
            return {"number": row.number, "code": "note", "file_id": paper.pk, "pk": asked.pk}
        if thing == "no complaint":
            return {"number": "GD20260617-000000"}
        if thing in ("report", "monthly report"):
            return self.parts_of_report(thing)
        if thing == "limit":
            limit = make_limit(NOW, responsible=clerk, department=clerk.department)
            return {"promise": limit.promise, "reference": limit.reference}
        if thing == "breach":
            return {"pk": make_breach(NOW, responsible=clerk, department=clerk.department).pk}
        if thing == "questioning":
            member = Member.objects.first() or make_invited(self.people["supervisor"])
            return {"number": member.questioning.number, "place": member.place, "token": TOKEN}
        if thing == "interference":
            return {"number": (paper := make_entry_file(clerk)).entry.number, "pk": paper.pk}
        if thing == "relative":
            return {"pk": StaffRelative.objects.create(staff=clerk, name="张某某", relation="配偶").pk}
        return {"user_id": owner.pk}

    def parts_of_report(self, thing: str) -> dict[str, Any]:
        reader = self.people["supervisor"]
        if thing == "monthly report":
            return {"pk": make_month().pk, "kind": "pdf"}
        # A daily list and a report of one person, under the same number.
        return {"pk": make_job(reader, pk=make_daily_list(reader).pk).pk}

    def fees_of(self, filing: Filing, thing: str) -> dict[str, Any]:
        charge, paper = make_charge(filing), self.parts_of(filing)["file_id"]
        proof = ReliefProof.objects.create(relief=make_relief(filing), file_id=paper)
        pk = {"charge": charge.pk, "payment notice": charge.limits.get().pk, "proof": proof.pk}[thing]
        return {"number": filing.number, "code": "change-claim", "kind": "notice", "pk": pk}

    def parts_of_hall(self, thing: str) -> dict[str, Any]:
        number = take_number()
        if thing == "hall number":
            return {"key": number.key}
        device = make_device(DeviceKind.DOOR if thing == "door" else DeviceKind.KIOSK)
        return {"key": device.key, "code": number.matter.code, "ticket_key": number.key, "device_id": device.pk}

    def parts_of_article(self, thing: str) -> dict[str, Any]:
        if thing == "draft article":
            return {"slug": make_article().slug}
        if thing == "reviewed article":
            return {"slug": make_reviewed(make_user(Role.OPERATOR)).slug}
        article = make_published()
        return {"slug": article.slug, "number": 1, "pk": make_feedback(article).pk}

    def parts_of(self, filing: Filing) -> dict[str, Any]:
        party, material = filing.parties.first(), filing.materials.first()
        paper = documents.store_bytes(
            make_pdf(), name="证据.pdf", content_type="application/pdf", by=filing.filer, at=NOW
        )
        Material.objects.filter(pk=material.pk).update(file=paper)
        Filing.objects.filter(pk=filing.pk).update(receipt=paper)
        agent = Agent.objects.create(party=party, kind=AgentKind.LAWYER, name="李律师")
        Pleading.objects.create(
            filing=filing,
            edition="2025",
            form_code="private_lending",
            started_at=NOW,
            saved_at=NOW,
            pdf=paper,
            docx=paper,
        )
        letter = Letter.objects.create(filing=filing, kind=LetterKind.values[0], file=paper, issued_at=NOW)
        return {
            "code": filing.draft_code,
            "draft_code": filing.draft_code,
            "number": filing.number,
            "slot": material.slot,
            "party_id": party.pk,
            "agent_id": agent.pk,
            "material_id": material.pk,
            "file_id": paper.pk,
            "letter_id": letter.pk,
            "step": "money",
            "sort": "pdf",
        }


def routes() -> dict[str, URLPattern]:
    """Every route by its full name; the administration site's under `admin:`."""

    def walk(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
                yield from walk(pattern.url_patterns, inside)
            else:
                yield ":".join((*spaces, pattern.name or str(pattern.pattern))), pattern

    return dict(walk(get_resolver().url_patterns, ()))


ROUTES = {name: pattern for name, pattern in routes().items() if not name.startswith("admin:")}
ADMIN_ROUTES = {name: pattern for name, pattern in routes().items() if name.startswith("admin:")}


def address(name: str, pattern: URLPattern, world: World) -> str:
    asked = pattern.pattern.regex.groupindex
    known = world.known(TABLE[name].thing) if asked else {}
    return reverse(name, kwargs={part: known[part] for part in asked})


def answer(response: HttpResponse) -> str:
    where = response.get("Location", "")
    if response.status_code == 401 or where.startswith((reverse("account_login"), reverse("administration-sign-in"))):
        return SIGN_IN
    return {403: FORBIDDEN, 404: HIDDEN, 405: NOT_FOR_THIS}.get(response.status_code, OPEN)


def ask(client: Client | None, method: str, url: str) -> str:
    """What the person gets (None: somebody who never was here); nothing of it stays."""
    with transaction.atomic():
        got = answer(getattr(client or Client(), method)(url))
        transaction.set_rollback(True)
    return got


class Blank(dict):
    """Every template is empty, but those of messages, whose words are kept in the database."""

    def __missing__(self, name: str) -> str:
        if name.startswith("notices/"):
            raise KeyError(name)
        return ""


@pytest.fixture
def world(db, settings) -> World:
    """The views say who gets in: nobody waits for pages to be drawn that nobody looks at."""
    loaders = [("django.template.loaders.locmem.Loader", Blank()), "django.template.loaders.filesystem.Loader"]
    cached = ("django.template.loaders.cached.Loader", loaders)
    settings.TEMPLATES = [
        engine | {"APP_DIRS": False, "OPTIONS": engine["OPTIONS"] | {"loaders": [cached]}}
        for engine in settings.TEMPLATES
    ]
    cache.clear()
    return World()


def test_every_route_is_in_the_table():
    assert set(ROUTES) == set(TABLE), "say in the table who may open a new route, and drop what is gone"


@pytest.mark.parametrize("part", range(PARTS))
def test_a_route_lets_in_whom_the_table_names_and_nobody_else(world, part):
    wrong = []
    for name, gate in list(TABLE.items())[part::PARTS]:
        url = address(name, ROUTES[name], world)
        for actor, client in world.clients.items():
            wanted = gate.answer_for(actor)
            if (said := ask(client, gate.method, url)) != wanted:
                wrong.append(f"{name} {gate.method}: {actor} got {said}, not {wanted}")
            other = "get" if gate.method != "get" else "post"
            if actor not in gate.allowed and (said := ask(client, other, url)) not in (wanted, NOT_FOR_THIS):
                wrong.append(f"{name} {other}: {actor} got {said}, not {wanted}")
    assert wrong == [], "\n".join(wrong)


def test_the_administration_site_is_the_administrators(world):
    shut_out = [actor for actor in world.clients if actor != "administrator"]
    leaks = []
    for name, pattern in ADMIN_ROUTES.items():
        if name == "admin:logout":
            continue
        groups = pattern.pattern.regex.groups
        part = "accounts" if name == "admin:app_list" else str(world.people["owner"].pk)
        url = reverse(name, args=[part] * groups) if pattern.name else "/admin/none/"
        for actor, method in itertools.product(shut_out, ("get", "post")):
            if (said := ask(world.clients[actor], method, url)) not in (SIGN_IN, HIDDEN, NOT_FOR_THIS):
                leaks.append((actor, method, url, said))
    assert leaks == []
    assert ask(world.clients["administrator"], "get", reverse("admin:index")) == OPEN
