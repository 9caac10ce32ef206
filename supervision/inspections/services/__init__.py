"""What may be done about inspections, one file a decision."""

from supervision.inspections.services.checking import NewAnswer, add_photo, answer, answer_all, begin, drop_photo
from supervision.inspections.services.checklists import NewItem, load_checklists, write_edition
from supervision.inspections.services.ending import cancel, finish, publish
from supervision.inspections.services.ordering import Wish, order_rectifications
from supervision.inspections.services.planning import NewInspection, plan
from supervision.inspections.services.reminding import remind_of_visits

__all__ = [
    "NewAnswer",
    "NewInspection",
    "NewItem",
    "Wish",
    "add_photo",
    "answer",
    "answer_all",
    "begin",
    "cancel",
    "drop_photo",
    "finish",
    "load_checklists",
    "order_rectifications",
    "plan",
    "publish",
    "remind_of_visits",
    "write_edition",
]
