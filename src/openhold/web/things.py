"""Physical things and paper: the list, one with its chain of custody, and naming a new one."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from openhold.actions.errors import ActionError
from openhold.actions.holds.look import holds
from openhold.actions.keep_scan import keep_scan
from openhold.actions.moments import ZONES, past_moment
from openhold.actions.things.confirm_hand_over import LOOK_AFTER, sides_of
from openhold.actions.things.describe_thing import CODES, Told, describe_thing, things
from openhold.actions.things.name_thing import Described, name_thing
from openhold.actions.things.who import choices
from openhold.filings.receipt_page import shown as plain
from openhold.filings.table import Table
from openhold.projections.source import SCANS
from openhold.projections.thing import HANDED_OVER, SEALED, SEEN, ThingEvent
from openhold.web.custody_picture import Held, Mark, custody_over_time
from openhold.web.holds import status_of
from openhold.web.inside import Inside, for_deed
from openhold.web.lists import one_of, page_of, saved
from openhold.web.uploads import counted, scan_of
from openhold.web.words import day

SAY = "say whether a hand-over is right"
_FILTERS = (("all", "All"), ("gap", "With a gap"), ("gone", "Let go of"))
_HEAD = ("thing", "what", "mark", "who has it", "since (UTC)", "kept at", "seal", "gaps", "let go of")


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Show the things of a matter, those with a gap in their record first."""
    asked = cast(Inside, request)
    there = things(asked.home, matter)
    shows = {
        "all": there,
        "gap": [one for one in there if one.custody.gaps],
        "gone": [one for one in there if one.gone],
    }
    show = one_of(request, "show", shows)
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "total": len(there),
        "gaps": len(shows["gap"]),
        "filters": [(name, words, len(shows[name])) for name, words in _FILTERS],
        "show": show,
        "page": page_of(request, shows[show]),
        "may": asked.standing.may(LOOK_AFTER),
    }
    return render(request, "things.html", shown)


@require_safe
def as_file(request: HttpRequest, matter: str, form: str) -> HttpResponseBase:
    """Give all things as a file."""
    asked = cast(Inside, request)
    rows = [
        (
            one.thing.id, one.thing.what, one.thing.mark, one.holder, one.thing.since,
            one.thing.place, one.custody.seal, " ".join(gap.code for gap in one.custody.gaps),
            "yes" if one.gone else "no",
        )
        for one in things(asked.home, matter)
    ]  # fmt: skip
    return saved(f"things-{matter}", form, [Table("Things", _HEAD, rows)], asked.home.clock().date())


@for_deed(LOOK_AFTER)
@require_http_methods(["GET", "HEAD", "POST"])
@counted
def new(request: HttpRequest, matter: str) -> HttpResponse:
    """Show the form by which a thing is named, and name it."""
    asked = cast(Inside, request)
    if request.method != "POST":
        return _form(asked)
    said = request.POST.get
    try:
        moment = past_moment(asked.home, said("since"), said("zone") or "UTC", "somebody got it")
        picture = scan_of(request, "photograph")
        described = Described(
            what=said("what", ""),
            holder=who_of(request, "holder"),
            place=said("place", ""),
            since=moment,
            whose=who_of(request, "whose") or None,
            mark=said("mark"),
            condition=said("condition"),
            seal=said("seal"),
            photographs=() if picture is None else (keep_scan(asked.home, asked.actor, matter, picture, SCANS),),
        )
        named = name_thing(asked.home, asked.actor, matter, described)
    except ActionError as error:
        return _form(asked, error)
    messages.success(request, "The thing is named. It is a source of this matter, which a hold can name.")
    return redirect("thing", matter, named.id)


@require_safe
def one(request: HttpRequest, matter: str, thing: str) -> HttpResponse:
    """Show one thing with its chain of custody."""
    return thing_page(cast(Inside, request), thing)


def thing_page(asked: Inside, thing: str, wrong: ActionError | None = None) -> HttpResponse:
    """Return the page of a thing, saying what was `wrong` with what was sent."""
    status = status_of(wrong)
    told = look(asked, thing)
    handed = [each for each in told.events if each.kind == HANDED_OVER]
    open_ones = [each for each in handed if not (each.giver_said and each.taker_said)]
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "told": told,
        "thing": told.thing,
        "holder": told.named(told.thing.holder),
        "whose": told.named(told.source.custodian),
        "condition": next((each.condition for each in reversed(told.events) if each.condition), None),
        "events": [(each, told.named(each.by), told.named(each.to)) for each in told.events[::-1]],
        "photographs": [digest for each in told.events for digest in each.photographs],
        "gaps": told.custody.gaps,
        "codes": CODES,
        "picture": _picture(asked, told),
        "held": sorted({each.hold for each in told.protections if each.matter == asked.matter.id}),
        "elsewhere": len({(each.matter, each.hold) for each in told.protections if each.matter != asked.matter.id}),
        "titles": {each.hold.id: each.hold.title for each in holds(asked.home, asked.matter.id)},
        "open": [(each, told.named(each.by), told.named(each.to), _own(asked, each)) for each in open_ones[::-1]],
        "may": asked.standing.may(LOOK_AFTER) and told.source.disposed is None,
        "may_say": asked.standing.may(SAY),
        "may_read": asked.standing.may("read what was collected"),
        "wrong": wrong,
        "typed": asked.POST,
    }
    return render(asked, "thing.html", shown, status=status)


def look(asked: Inside, thing: str) -> Told:
    """Return the thing whose id is in the address, never one that has it as a part of what it is."""
    told = describe_thing(asked.home, asked.matter.id, thing)
    if told.thing.id != thing:
        raise Http404
    return told


def who_of(request: HttpRequest, name: str) -> str:
    """Return whom a form names: what was typed, else who was chosen."""
    return (request.POST.get(f"{name}-typed") or "").strip() or request.POST.get(name, "")


def form_of(asked: Inside, wrong: ActionError | None) -> dict[str, object]:
    """Return what every form about a thing needs."""
    now = asked.home.clock()
    return {
        "matter": asked.matter,
        "standing": asked.standing,
        "people": choices(asked.home, asked.matter.id),
        "zones": ZONES,
        "zone": asked.POST.get("zone", "UTC"),
        "now": f"{now:%Y-%m-%d %H:%M}",
        "today": day(now),
        "wrong": wrong,
        "typed": asked.POST,
    }


def _form(asked: Inside, wrong: ActionError | None = None) -> HttpResponse:
    return render(asked, "thing_new.html", form_of(asked, wrong), status=status_of(wrong))


def _own(asked: Inside, event: ThingEvent) -> list[str]:
    """Return the sides for which whoever asks can speak and has not spoken yet."""
    return [
        side for side in sides_of(asked.home, asked.actor, asked.matter.id, event) if not getattr(event, f"{side}_said")
    ]


def _picture(asked: Inside, told: Told) -> str:
    return custody_over_time(
        [Held(plain(told.named(one.holder)), one.start, one.end, one.sure) for one in told.custody.spans],
        [
            *(Mark(each.kind, each.at) for each in told.events if each.kind in (SEALED, SEEN)),
            *(Mark("gap", at) for at in dict.fromkeys(gap.at for gap in told.custody.gaps)),
        ],
        asked.home.clock(),
    )
