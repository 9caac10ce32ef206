"""What is done in a random questioning: drawing, inviting, calling, answering; and writing the questions."""

from supervision.questioning.services.asking import start
from supervision.questioning.services.drawing import draw, save_questions
from supervision.questioning.services.replying import answer, called, refuse

__all__ = ["answer", "called", "draw", "refuse", "save_questions", "start"]
