"""All that a service may say no with. The web layer turns each into a page or an API answer once, for every room."""


class Refused(Exception):
    """Not allowed now; `str(error)` is a Chinese sentence that says why and what to do (HTTP 409)."""


class WrongState(Refused):
    """The matter has moved on: somebody decided already, or the step is not open yet (HTTP 409)."""


class NotYours(Refused):
    """This person may not see or do this; the web layer answers as if the thing did not exist (HTTP 404)."""
