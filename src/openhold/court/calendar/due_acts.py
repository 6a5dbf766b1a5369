"""What a paper says is to be done: verbs such as `file` or `respond`, what they govern, and the name of it."""

import re

from openhold.court.calendar import act_forms as forms
from openhold.court.calendar import words as calendar_words


class Name(str):
    """A name that is made already."""

    __slots__ = ()


def act(verb: str, thing: str) -> Name:
    """Return what is to be done, as a name: the thing where it is to be filed, else verb and thing."""
    verb = forms.SPACE.sub(" ", verb.lower()).replace("- ", "-")
    verb = "file" if verb == "fil" else verb
    first = verb.partition(" ")[0].rstrip(",")
    thing = forms.TO_WHOM.sub("", thing)
    joined = None if first in forms.ALONE else forms.AND_ACT.match(thing)
    if joined:
        thing = joined["object"]
        first = joined["verb"].lower() if joined["verb"].lower() in forms.DROPPED else first
        verb = first if first in forms.DROPPED else f"{verb} {joined['and'].lower()} {joined['verb'].lower()}"
    name = calendar_words.name(thing)
    if verb == "serve" and not forms.SERVED_PAPER.search(name.partition(",")[0]):
        return Name(f"serve {calendar_words.whose(thing)}".strip())
    if first in forms.DROPPED:
        return Name(_filed(name))
    if verb == "move":
        return Name(f"motion {forms.SPACE.sub(' ', thing).strip().lower()}" if thing.strip() else "motion")
    if _stands_alone(first, name):
        return Name(forms.ALONE[first])
    if first in ("complete", "conduct", "finish", "take") and "discovery" in name:
        return Name(name)
    return Name(f"{verb} {calendar_words.whose(thing)}".strip())


def done(words: str) -> str:
    """Return the name of what `filing of a reply` or `file a reply` says is to be done, else the words."""
    verb = at_once(words)
    if verb:
        return verb
    gerund = forms.GERUND.match(words)
    if gerund and gerund["verb"].lower() in forms.GERUNDS:
        return act(forms.GERUNDS[gerund["verb"].lower()], gerund["object"])
    return words


def before(words: str, tail: str) -> tuple[str | None, bool]:
    """Return what the last verb in `words` says is to be done, and whether there is such a verb at all.

    Where its object stands behind the date (`shall submit, by May 1, a list`), it is taken from `tail`.
    """
    failed = forms.FAILED.match(words)
    if failed:
        return at_once(words[failed.end() :]), True
    have = forms.HAVE_DONE.search(words)
    if have:
        return act("file", have["what"]), True
    last = _last_act(words)
    filing = last_match(forms.BY_FILING, words)
    by_filing = (
        last is not None
        and last["verb"].lower().startswith("show ")
        and forms.BY.search(words, 0, filing.start() if filing else 0)
    )
    if filing is not None and not by_filing and (last is None or last.end() < filing.start()):
        return act("file", filing["object"]), last is not None
    if last is None:
        some = forms.ANY_ACT.search(words)
        return (act(some["verb"], some["object"]) if some else None), False
    if len(words) - last.end() >= forms.NEAR:
        return None, True
    thing = last["object"]
    if last["verb"].lower() not in forms.ALONE and forms.EMPTY.fullmatch(forms.TO_WHOM.sub("", thing)):
        after = forms.OBJECT.match(tail) or forms.LONG_OBJECT.match(tail)
        after = None if last["verb"].lower() in forms.COMPLETE else after
        thing = after["object"] if after else ""
    return act(last["verb"], thing), True


def at_once(tail: str) -> Name | None:
    """Return what the verb with which `tail` begins says is to be done."""
    words = forms.ADVERBS.sub("", tail, count=1)
    verb = forms.ACT.match(words) or forms.LONG_ACT.match(words)
    if verb is None:
        return None
    thing = verb["object"]
    if verb["verb"].lower() not in forms.ALONE and not thing.strip(" ,"):
        # `file with the court a list`: whom it goes to stands before it.
        rest = words[verb.end("verb") :]
        to = forms.TO_WHOM.match(rest)
        after = forms.OBJECT.match(rest, to.end()) if to else None
        thing = after["object"] if after else thing
    return act(verb["verb"], thing)


def granted(tail: str, *, whatever: bool = False) -> str | None:
    """Return what `tail` says time is given for: `to file a reply`, `in which to answer`; with `whatever`, anything."""
    start = forms.TAIL_ACT.match(tail)
    if start:
        return done(tail[start.end() :])
    some = forms.TAIL_SOME.match(tail) if whatever else None
    return Name(forms.SPACE.sub(" ", f"{some['verb']}{some['object']}").strip().lower()) if some else None


def ordered(tail: str) -> str | None:
    """Return what the words behind a date say is to be done: `By that day plaintiff shall file a brief`."""
    for shall in forms.TAIL_SHALL.finditer(tail[:300]):
        verb = at_once(tail[shall.end() :])
        if verb:
            return verb
        if forms.TAIL_PASSIVE.match(tail, shall.end()):
            return last_piece(tail[: shall.start()])
        some = forms.SOME_ACT.match(tail, shall.end()) if shall["modal"] else None
        if some:
            return act(some["verb"], some["object"])
    return None


def extended(words: str) -> str | None:
    """Return what a paper says time is extended, or a date is set, for."""
    words = forms.DISCHARGED.sub("", words)
    for told in reversed(list(forms.TIME_TO.finditer(words))):
        by_clerk = forms.CLERK.search(words, told.start(), told.start("verb"))
        if not by_clerk and not forms.ASKED.search(words, 0, told.start("verb")):
            return act(told["verb"], told["object"])
    dated = last_match(forms.DATE_FOR, words)
    if dated:
        return done(dated["what"])
    asked = last_match(forms.REQUESTED, words)
    return asked["what"] if asked else None


def if_done(words: str, tail: str) -> str | None:
    """Return what somebody may do by then, where that is said as a condition: `unless plaintiff files a brief`."""
    told = forms.IF_DONE.search(words)
    if told is None:
        filed = forms.IF_FILED.search(words)
        return calendar_words.name(filed["what"]) if filed else None
    thing = told["object"]
    if forms.EMPTY.fullmatch(forms.TO_WHOM.sub("", thing)):
        after = None if forms.CLAUSE_NEXT.match(tail) else forms.OBJECT.match(tail)
        thing = after["object"] if after else ""
    return act(told["verb"], thing)


def last_match(form: re.Pattern[str], words: str) -> re.Match[str] | None:
    """Return the last match of `form` in `words`."""
    found = None
    for match in form.finditer(words):
        found = match
    return found


def last_piece(words: str, *, commas: bool = True) -> str:
    """Return the words after the last stop, comma or verb of ordering: what stands directly before a cue."""
    start = 0
    for cut in forms.CUT.finditer(words):
        if cut.end() >= len(words.rstrip(" :.-,(")):
            break
        if cut[0].startswith(",") and (not commas or forms.KEPT_COMMA.match(words[cut.end() :])):
            continue
        start = cut.end()
    return words[start:].strip(" ,:;")


def _last_act(words: str) -> re.Match[str] | None:
    last, behind = None, 0
    for match in forms.VERBS.finditer(words):
        if match.start() < behind or forms.ASKED.search(words, max(0, match.start() - 30), match.start()):
            continue
        if match[0].lower() in forms.SENDING and forms.CLERK.search(words, max(0, match.start() - 60), match.start()):
            continue
        modal = forms.MODAL.search(words, max(0, match.start() - 60), match.start())
        if modal and match[0].lower() in forms.NOUNS and modal[0].lower().strip() == "and" and last is None:
            continue
        if modal or (match.start() == 0 and match[0].lower() not in forms.NOUNS):
            found = forms.ACT.match(words, match.start())
            if found is not None:
                last, behind = found, found.end()
    return last


def _filed(name: str) -> str:
    if name in ("motion", "motions"):
        return "file motion"
    return "" if name in ("it", "one", "same") else name


def _stands_alone(first: str, name: str) -> bool:
    """Tell whether the verb names the paper by itself: `respond`, but not `answer interrogatories`."""
    if first == "designate":
        return "expert" in name
    if first == "amend":
        return not name or "complaint" in name
    if first == "answer":
        return "interrogator" not in name and "discovery" not in name
    return first in forms.ALONE
