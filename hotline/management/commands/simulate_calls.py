import json
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gangcheng_court.core.deadlines import calendar, hours
from hotline.calls.enums import EventKind
from hotline.calls.rules import made_up

PATIENCE_SECONDS = 120
PAUSE_SECONDS = 0.2


class Command(BaseCommand):
    help = (
        "Play the telephone exchange: send one event of one call (--event), or many made-up calls of the last two days "
        "and print what the portal must now count as JSON. Sends again until the server answers."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", default=settings.SITE_URL, help="address of the portal")
        one = parser.add_argument_group("one event")
        one.add_argument("--event", choices=EventKind.values)
        one.add_argument("--call", default="simulated-1", help="id of the call")
        one.add_argument("--caller", default="13800000001")
        one.add_argument("--extension", default="")
        one.add_argument("--digit", default="")
        many = parser.add_argument_group("many calls")
        many.add_argument("--count", type=int, default=200, help="at least so many events")
        many.add_argument("--seed", type=int, default=1)
        many.add_argument("--copies", type=int, default=1, help="how often each event is sent")
        many.add_argument("--shuffle", action="store_true")
        many.add_argument("--garbage", type=float, default=0, help="share of garbage, 0 to 1")
        many.add_argument("--batch", type=int, default=50, help="events in one request")

    def handle(self, *args: Any, **options: Any) -> None:
        self.address = f"{options['url'].rstrip('/')}/api/v1/calls/events/"
        if options["event"]:
            names = ("call", "event", "caller", "extension", "digit")
            event = {name: options[name] for name in names} | {"at": timezone.now().isoformat()}
            self.stdout.write(json.dumps(self.send([event])))
            return
        days, schedule = calendar.load(), hours.of_hotline()
        told, truth = made_up.make_calls(
            options["count"],
            seed=options["seed"],
            until=timezone.now(),
            in_hours=lambda moment: hours.in_service_hours(moment, days, schedule),
        )
        disturbance = {name: options[name] for name in ("seed", "copies", "garbage", "shuffle")}
        sent = made_up.disturb(told, **disturbance)
        answers = [self.send(sent[begin : begin + options["batch"]]) for begin in range(0, len(sent), options["batch"])]
        done = {name: sum(answer[name] for answer in answers) for name in ("kept", "new")}
        done |= {"sent": len(sent), "refused": sum(len(_places(answer)) for answer in answers)}
        self.stdout.write(json.dumps(done | {"truth": truth.as_dict()}, ensure_ascii=False))

    def send(self, events: list[Any]) -> dict[str, Any]:
        """The server's answer, asked again while it does not answer; what was told twice counts once."""
        headers = {
            "Authorization": f"Bearer {settings.HOTLINE_EXCHANGE_TOKEN}",
            "Content-Type": "application/json",
            "X-Forwarded-Proto": "https",
        }
        request = urllib.request.Request(self.address, json.dumps(events).encode(), headers)  # noqa: S310
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                trouble: object = error
                if error.code == 400 and "kept" in (said := json.load(error)):
                    return said
                if error.code < 500:
                    raise CommandError(f"平台拒绝了请求：{error}") from error
            except (OSError, ValueError) as error:
                trouble = error
            if time.monotonic() > deadline:
                raise CommandError(f"平台没有应答：{trouble}")
            time.sleep(PAUSE_SECONDS)


def _places(answer: dict[str, Any]) -> set[str]:
    """Which events of the request were refused."""
    return {error["attr"].partition(".")[0] for error in answer.get("errors", [])}
