"""What each date of a clause does: it sets something, it is replaced or taken away, or it is neither."""

from openhold.court.calendar import cues, rows
from openhold.court.calendar.clauses import Clause
from openhold.court.calendar.place import Place, Reading, Role
from openhold.court.calendar.settings import attendance_before, event_before, halves, motion_before
from openhold.court.calendar.taken import standing, taken


def readings(flow: str, clause: Clause) -> list[Reading]:
    """Return what each date of a clause is, in order."""
    found: list[Reading] = []
    for n, when in enumerate(clause.dates):
        gap = clause.dates[n - 1].time_end if n else clause.start
        following = clause.dates[n + 1].start if n + 1 < len(clause.dates) else clause.end
        place = Place(flow, clause, Reading(when, gap), found[-1] if found else None, following)
        found.append(_Teller(place).told())
    for one, after in zip(found[-2::-1], found[:0:-1], strict=True):
        _share(flow, one, after, clause.end)
    return found


def _share(flow: str, one: Reading, after: Reading, end: int) -> None:
    """Let what takes `after` away take the date before it too, where both are named together."""
    if after.role is not Role.OLD or after.event is None:
        return
    between = (one.when.time_end, after.when.start)
    if one.role is Role.LIVE and one.event and cues.BOTH.fullmatch(flow, *between):
        if cues.ARE_GONE.match(flow, after.when.time_end, end):
            one.role = Role.OLD
    elif one.role is Role.NONE and after.vacating and not one.signed and cues.LISTED_DATE.fullmatch(flow, *between):
        one.role, one.event, one.vacating = Role.OLD, after.event, True


class _Teller:
    """Tells the role of one date from the words around it."""

    def __init__(self, place: Place) -> None:
        self.place, self.one, self.lead = place, place.one, place.lead

    def told(self) -> Reading:
        """Return the reading, filled in."""
        one, lead = self.one, self.lead
        one.words = self._earlier_words() + cues.ITEM.sub("", cues.HEADING.split(lead)[-1] if "ORDER" in lead else lead)
        end = len(lead)
        one.signed = (
            cues.SIGNED.search(lead, max(0, end - 150)) is not None
            and not cues.DUE.search(lead, max(0, end - 60))
            and not cues.LABEL.search(lead, max(0, end - 40))
            and not cues.PREVIOUSLY.search(lead, max(0, end - 40))
            and not (cues.THE.search(lead, max(0, end - 12)) and self.place.beside())
            and not self._attended()
        )
        if one.signed and not cues.SETTING.search(lead, max(0, end - 150)):
            return one
        self.place.find_event()
        if self._noise():
            one.noise, one.signed = True, False
        elif self._joined():
            one.signed = False
        else:
            self._inherit()
            self._weigh()
        return one

    def _earlier_words(self) -> str:
        """Return the words before the date before, where that stands inside the name of what falls due."""
        before = self.place.before
        if before is None or before.role is not Role.NONE or not self.lead[:1].isspace():
            return ""
        within = cues.WITHIN.search(self.place.flow, max(0, before.when.start - 12), before.when.start)
        return before.words + " " if within and not cues.ACT.search(self.lead) else ""

    def _attended(self) -> bool:
        """Tell whether someone is to appear at the date: `to testify before Judge Roe on 5/1/2013 at 10:00 AM`."""
        place = self.place
        if self.one.when.time is None:
            return False
        found = attendance_before(place.flow, place.start, place.end)
        return found is not None and "signed" not in place.flow[found[1] : place.end].lower()

    def _weigh(self) -> None:
        one = self.one
        if one.signed and not self._set_after_all():
            return
        one.signed = False
        for question in (
            self._text, self._row, self._taken, self._last_heard, self._due, self._moved, self._named_behind, self._set,
            self._beside,
        ):  # fmt: skip
            role = question()
            if role is not None:
                one.role = role
                return

    def _set_after_all(self) -> bool:
        """Tell whether it is a setting's, named after the last signature: `set for trial before Judge Roe on`."""
        place = self.place
        if place.event is None or not place.inside() or "signed" in self.lead[place.event[1] - place.start :].lower():
            return False
        return cues.SETTING.search(self.lead, max(0, len(self.lead) - 150)) is not None

    def _inherit(self) -> None:
        """Take the subject of the date before where this one replaces it and names none of its own."""
        place, before = self.place, self.place.before
        if before is not None and before.signed and place.event is None and cues.HELD_LATER.match(self.lead):
            place.event = event_before(place.flow, place.clause.start, before.when.start)
        if before is None or before.role is not Role.OLD or place.event is not None:
            return
        if cues.FILED.search(self.lead) or cues.DEADLINE.search(self.lead):
            return
        place.event = before.event
        if before.event is None and before.words:
            self.one.words = f"{before.words} {self.lead}"

    def _noise(self) -> bool:
        """Tell whether the date bounds days that do not count (`Excludable started: 5/1/13`)."""
        place, before = self.place, self.place.before
        if cues.EXCLUDED.match(place.tail):
            return True
        low = self.lead.lower()
        if any(stem in low for stem in cues.RANGE_STEMS):
            noise = max((match.start() + place.start for match in cues.RANGE.finditer(self.lead)), default=-1)
            after_event = place.event is None or noise >= place.event[1]
            if noise >= 0 and after_event and not cues.RESUMES.search(place.flow, noise, place.end):
                return True
        joined = cues.JOIN.fullmatch(place.flow, self.one.gap, self.one.when.start)
        return before is not None and before.noise and joined is not None

    def _joined(self) -> bool:
        """Take over what the date before is, where only `and` stands between them."""
        one, before = self.one, self.place.before
        if before is None or before.event is None or not cues.AND.fullmatch(self.place.flow, one.gap, one.when.start):
            return False
        one.role, one.event, one.weak, one.vacating = before.role, before.event, before.weak, before.vacating
        both = halves(self.place.flow, before.event)
        if both:
            before.event, one.event = both
        return True

    def _taken(self) -> Role | None:
        return taken(self.place)

    def _row(self) -> Role | None:
        """Tell the date of a row of a table: its label, under the heading of its rows where it needs one."""
        one, place, before = self.one, self.place, self.place.before
        words = rows.short(place.flow, place.start, self.lead)
        if words is not None:
            one.words = words
            return standing(place)
        follows = before is not None and before.role is not Role.NONE
        row = rows.row(place.flow, one.gap, one.when.start, before.head) if before is not None and follows else None
        if row is None:
            return None
        one.head = row.head
        if row.needy or place.event is None or place.event[1] > row.end or not place.subject():
            one.words = row.words
        return standing(place)

    def _last_heard(self) -> Role | None:
        """Tell the last day on which motions are heard: nothing is set for it yet."""
        found = cues.LAST_HEARD.search(self.lead) if "hear" in self.lead.lower() else None
        if found is None:
            return None
        self.one.words = f"{found['what']} hearing"
        return standing(self.place)

    def _due(self) -> Role | None:
        """Tell a date that something falls due on, by `due by`, `no later than`, `until` and their like."""
        one, lead, place = self.one, self.lead, self.place
        cue = cues.DUE.search(lead, max(0, len(lead) - 60)) or cues.BEFORE.search(lead)
        if cue is None:
            return None
        if not cues.LAST_DAY.search(lead, cue.start()) and self._until_then() and place.subject():
            return standing(place)
        until = cue.start() if cue.re is cues.DUE else cue.start("before")
        if place.event and place.inside() and cues.TO_BE_HELD.fullmatch(lead, place.event[1] - place.start, until):
            one.words = place.flow[place.event[0] : place.event[1]]
        else:
            one.words = one.words[: max(0, len(one.words) - len(lead) + until)]
        if cues.WAS.search(lead[: cue.start()]):
            return Role.NONE
        if cues.IS_VACATED.match(place.tail):
            return Role.OLD
        return standing(place) if cues.STANDS.search(lead) else Role.LIVE

    def _until_then(self) -> bool:
        """Tell whether a setting, not a deadline, is moved `until` the date."""
        place = self.place
        if place.event is None or cues.MOVED_UNTIL.search(self.lead[-80:]) is None:
            return False
        return cues.FILED.search(self.lead, place.event[1] - place.start if place.inside() else 0) is None

    def _moved(self) -> Role | None:
        """Tell a date to which something is moved: `continued to`, or only `to` behind the one that it replaces."""
        one, place, before = self.one, self.place, self.place.before
        if cues.TO.search(self.lead):
            one.moved = True
            if place.subject() or cues.DEADLINE.search(one.words):
                return Role.LIVE
            one.event = motion_before(place.flow, place.clause.start, place.end)
            return Role.LIVE if one.event and one.when.time else Role.NONE
        if before is not None and before.role is Role.OLD and cues.JUST_TO.match(place.flow[one.gap : place.end]):
            return standing(place) if place.subject() or cues.DEADLINE.search(one.words) else None
        return None

    def _named_behind(self) -> Role | None:
        """Tell the date in `oral arguments at the 5/1/2013 hearing`, where the setting behind it is the nearer one."""
        one, place = self.one, self.place
        if not cues.THE.search(place.flow, max(place.start, one.when.start - 12), one.when.start):
            return None
        return self._behind()

    def _behind(self) -> Role | None:
        """Tell a date by the setting right behind it."""
        one, place = self.one, self.place
        beside = place.beside()
        if beside is None or cues.STATEMENT.match(place.flow, beside[1]):
            return None
        if cues.PAST.search(self.lead[-60:]) or place.failed():
            return None
        one.weak, one.event = True, beside
        moved = cues.CONTINUING.search(self.lead[-16:]) and cues.BACK.match(place.flow, beside[1])
        return Role.OLD if moved else standing(place)

    def _set(self) -> Role | None:
        """Tell a date that something is set for, or that is labelled as a deadline."""
        place = self.place
        if cues.LABEL.search(self.lead):
            return standing(place)
        if place.event is not None and cues.SET.search(self.lead) and not place.past():
            place.subject()
            return standing(place)
        if cues.SET_DUE.search(self.lead):
            return Role.NONE if cues.WAS.search(self.lead) else standing(place)
        if self.one.when.time or cues.APPEAR.search(place.flow, max(0, place.end - 60), self.one.when.start - 1):
            return self._at_a_time()
        if cues.STANDING.search(self.lead) and standing(place) is Role.OLD:
            self.one.event = motion_before(place.flow, place.clause.start, place.end)
        return Role.OLD if self.one.event else None

    def _at_a_time(self) -> Role | None:
        """Tell a date with a time of day: a setting, a motion that is heard then, or someone's attendance."""
        one, lead, place = self.one, self.lead, self.place
        on = cues.ON.search(place.flow, max(0, one.when.start - 20), one.when.start)
        if place.event is not None and on and not cues.FILED.search(lead, max(0, place.event[1] - place.start)):
            place.subject()
            return standing(place)
        if place.beside():
            return None
        is_set = cues.SET.search(lead)
        if is_set:
            one.event = motion_before(place.flow, place.clause.start, place.end)
        if one.event is None and (is_set or on):
            one.event = attendance_before(place.flow, place.start, place.end)
        return standing(place) if one.event else None

    def _text(self) -> Role | None:
        """Tell the date of a reminder that the clerk is to set: `deadline with the following text: 5/1/2013: reply`."""
        named = cues.TEXT_NAMED.match(self.place.tail)
        if named is None or not cues.TEXT.search(self.lead, max(0, len(self.lead) - 150)):
            return None
        self.one.words = named["what"]
        return Role.LIVE

    def _beside(self) -> Role | None:
        """Tell a date by the noun that stands directly beside it."""
        one, lead, place = self.one, self.lead, self.place
        if cues.BARE_HEAD.fullmatch(lead) and cues.FIRST.match(place.flow, one.when.time_end, place.following):
            return Role.LIVE
        one.weak = True
        if self._continues_list():
            return Role.LIVE
        if place.event and cues.DIRECT.fullmatch(place.flow, place.event[1], place.end) and not place.past():
            place.subject()
            return standing(place)
        role = self._behind()
        if role is not None:
            return role
        due = cues.BESIDE_DUE.match(place.flow, one.when.time_end, place.following)
        if due is not None and not cues.PAST.search(lead[-60:]):
            one.words = due["what"] or due["for"] or ""
            return standing(place)
        labelled = cues.COLON.search(lead) and cues.DEADLINE.search(lead, max(0, len(lead) - 120))
        return Role.LIVE if labelled else None

    def _continues_list(self) -> bool:
        """Tell whether only the name of a paper stands between this date and a deadline before it."""
        before = self.place.before
        if before is None or before.role is not Role.LIVE or before.event is not None:
            return False
        return cues.LISTED_NAME.fullmatch(self.lead) is not None and cues.DEADLINE.search(self.lead) is not None
