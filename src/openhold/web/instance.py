"""How this instance is set up, for its owners; and help, for whoever is signed in."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openhold.jobs.asking import outbox
from openhold.web.jobs import owner_of
from openhold.workbench import configuration
from openhold.workbench.configuration import Configuration
from openhold.workbench.errors import ConfigurationError
from openhold.workbench.reminding import Reminders


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that `web.toml` says: what it is about, how it stands, a smaller line, and a line to write."""

    what: str
    now: str
    more: str
    line: str


@require_safe
def set_up(request: HttpRequest) -> HttpResponse:
    """Show what `web.toml` says to the pages that run, and whether the file says something else by now."""
    asked = owner_of(request)
    runs: Configuration = settings.CONFIGURED
    wrong = changed = None
    try:
        changed = configuration.read(asked.home.folder) != runs
    except ConfigurationError as error:
        wrong = error
    shown = {
        "file": asked.home.folder / configuration.FILE,
        "home": asked.home.folder,
        "settings": list(_told(runs, str(outbox(asked.home)))),
        "changed": changed,
        "wrong": wrong,
    }
    return render(request, "settings.html", shown)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show what there is to do in a matter and where, and the words that the pages use."""
    return render(request, "help.html")


def _told(said: Configuration, folder: str) -> Iterator[Setting]:
    mail = said.mail
    yield Setting(
        "Mail",
        f"Messages leave through {mail.server}, from {mail.sender[1]}." if mail else "Nothing leaves by mail.",
        "" if mail else f"Messages are written to {folder}, for somebody to send.",
        "[mail]",
    )
    yield Setting("When reminders go", *_reminders(said.reminders), "[reminders]")
    yield Setting(
        "Where people reach these pages",
        said.address or "On this machine only.",
        "" if said.address else "A link in a notice then opens on this machine alone.",
        'address = "https://holds.example.org"',
    )
    yield Setting(
        "Links in notices",
        f"Their custodian can answer by them for {said.link_days:,} days.",
        "",
        f"link_days = {said.link_days}",
    )
    yield Setting(
        "Second factor",
        "Everybody must set one up." if said.second_factor_required else "Everybody may set one up.",
        "",
        'second_factor = "required"',
    )
    yield Setting(
        "Folders that pages offer",
        ", ".join(said.folders) or "None.",
        "" if said.folders else "Sources are named on the terminal: openhold source add.",
        'folders = ["/srv/evidence"]',
    )
    yield Setting(
        "Where disclosures stand that programs asked for",
        "Nowhere: none are made." if said.disclosures is None else str(said.disclosures),
        "Disclosures are made on the terminal: openhold disclose." if said.disclosures is None else "",
        'disclosures = "/srv/disclosures"',
    )
    people = ", ".join(one.id for one in said.directories)
    yield Setting("Directories of people", people or "None.", "", "[[directory]]")
    ways = ", ".join(one.name for one in said.providers)
    yield Setting("Other ways to sign in", ways or "None.", "", "[[oidc]]")
    hosts = ", ".join(said.webhook_hosts)
    yield Setting("Programs that may be told", hosts or "None.", "", 'webhook_hosts = ["cases.example.org"]')


def _reminders(said: Reminders) -> tuple[str, str]:
    before = f"{_days(said.before)} before the day to acknowledge by, then " if said.before else ""
    when = f"{before}{_days(said.after)} after it and every {_days(said.every)} from then on."
    more = f"At {said.at:%H:%M} {said.zone}."
    if said.escalate:
        more += f" The manager is written to {_days(said.escalate)} after that day."
    if said.refresh:
        more += f" Whoever has answered is told every {_days(said.refresh)} that the notice still holds."
    return when[0].upper() + when[1:], more


def _days(number: int) -> str:
    return f"{number:,} day{'' if number == 1 else 's'}"
