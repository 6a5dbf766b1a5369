"""Whether a date still stands: what the paper takes away, moves to another day, or only says to have been moved."""

from openhold.court.calendar import cues
from openhold.court.calendar.place import Place, Role
from openhold.court.calendar.settings import EVENT, event_before


def taken(place: Place) -> Role | None:
    """Return OLD where the words before the date say that it no longer stands, None where they do not."""
    one, lead = place.one, place.lead
    if cues.FROM.search(lead):
        return _moved_away(place)
    if cues.PREVIOUSLY.search(lead):
        sentence = max(place.flow.rfind(". ", 0, place.start), place.start - 300, 0)
        one.event = event_before(place.flow, sentence, place.start)
        return Role.OLD if one.event else None
    if place.before and place.before.role is Role.OLD and cues.AS_IS.search(lead) and place.subject():
        return Role.OLD
    if _vacating(place):
        one.vacating = True
        place.subject()
        return Role.OLD
    if cues.PREVIOUS.search(lead) and (place.subject() or cues.DEADLINE.search(lead)):
        return Role.OLD
    return None


def standing(place: Place) -> Role:
    """Return what becomes of a date that is set: LIVE, unless the words around it take it away or move it."""
    low = place.tail.lower()
    match = cues.GONE.match(place.tail) if any(stem in low for stem in cues.GONE_STEMS) else None
    if match is not None:
        words = place.tail[: match.start("verb")]
        if not cues.NOT_GONE.search(words) and _its_own(place, words):
            if cues.RECOMMENDED.search(place.lead) or cues.ALREADY.search(words):
                return Role.NONE
            return Role.NONE if cues.BY_OTHERS.match(place.tail, match.end()) else Role.OLD
    lead = place.flow[place.clause.start : place.one.when.start]
    replaced = (
        place.next_start() != place.clause.end
        and cues.STANDING.search(lead)
        and cues.CONTINUING.search(lead)
        and cues.THEN_TO.match(place.flow, place.one.when.time_end, place.next_start())
    )
    return Role.OLD if replaced else _asked(place)


def _its_own(place: Place, words: str) -> bool:
    """Tell whether what goes behind a date is its own setting, not another that the words between them name."""
    other = EVENT.search(words)
    if other is None:
        return True
    between = words[: other.start()]
    if between.strip(" ,"):
        return cues.SUCH.search(between) is not None
    return place.one.event is not None and ("," not in between or place.one.event == place.beside())


def _asked(place: Place) -> Role:
    """Tell a date that someone asked to move: OLD where that is granted, LIVE where denied, else nothing is sure."""
    asked = cues.ASKED.search(place.lead) if cues.STOOD.search(place.lead, max(0, len(place.lead) - 50)) else None
    if asked is None:
        return Role.LIVE
    said = [*cues.VERDICT.finditer(place.lead, 0, asked.start())]
    verdict = said[-1] if said else cues.IS_VERDICT.match(place.tail)
    if verdict is None:
        return Role.OLD if asked["doing"] and not cues.INTENT.search(place.lead[: asked.start()]) else Role.NONE
    return Role.LIVE if verdict["no"] else Role.OLD


def _moved_away(place: Place) -> Role:
    """Tell the date behind `from`: it is replaced where another follows `to`, and noise in a range of days."""
    flow, one = place.flow, place.one
    if cues.LATER_EXCLUDED.match(flow, one.when.time_end, place.clause.end):
        one.noise = True
        return Role.NONE
    back = cues.BACK.match(flow, one.when.time_end, place.clause.end)
    moved = cues.CONTINUING.search(place.lead[-16:])
    subject = place.subject() or moved or cues.DEADLINE.search(flow[place.start : place.clause.end])
    replaced = back or (place.before is not None and place.before.role is Role.LIVE)
    return Role.OLD if subject and replaced else Role.NONE


def _vacating(place: Place) -> bool:
    """Tell whether a verb before the date takes away what is set for it."""
    lead, before = place.lead, place.before
    if before is not None and before.vacating and place.inside() and cues.ALSO_GONE.match(lead):
        return not cues.RESET.search(lead)
    if before is not None and before.vacating and before.event and before.event[0] >= before.when.time_end:
        # `the 5/1/2013 hearing and the 6/3/2013 trial`: both stand behind their dates.
        beside = place.beside()
        joined = cues.AND_THE.fullmatch(place.flow, before.event[1], place.one.when.start)
        if beside and joined and not cues.REMAINS.match(place.flow, beside[1]):
            place.event = beside
            return True
    if before is not None and cues.LISTED_DATE.fullmatch(lead):
        lead = place.flow[max(place.clause.start, place.start - 160) : place.end]
    verb = cues.VACATING.search(lead)
    if verb is None or cues.TO.search(lead) or cues.PAPER.search(lead, verb.start()):
        return False
    if place.event is not None and verb.start() + place.start <= place.event[0] and not place.past():
        return True
    beside = place.beside()
    if beside is not None:
        place.event = beside
    return beside is not None or cues.DEADLINE.search(lead, verb.start()) is not None
