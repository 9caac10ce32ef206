"""Several people at the same moment, each with a connection of their own."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection

from gangcheng_court.errors import Refused


def together(*acts: Callable[[], object]) -> tuple[list[object], list[Refused]]:
    """Run all at once; what each returned, and what each was refused with. Anything else fails the test."""
    barrier = Barrier(len(acts))
    done: list[object] = []
    refused: list[Refused] = []
    failed: list[Exception] = []

    def run(act: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            done.append(act())
        except Refused as error:
            refused.append(error)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failed == []
    return done, refused
