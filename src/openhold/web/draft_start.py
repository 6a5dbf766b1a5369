"""What a draft of a hold begins with: standard words and what is known, or all that the version before says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from openhold.filings.notice.draft import from_json
from openhold.filings.notice.fields import NoticeError, NoticeFields
from openhold.filings.notice.standard import standard
from openhold.projections.hold import HoldVersion
from openhold.projections.notice import NoticeText
from openhold.web.draft_fields import ELEMENTS, LANGUAGES, NONE, OWN, PLACES, Said

_STANDARD = ("do", "do_not", "leaving", "consequences", "reminders", "release")


def beginning(name: str, email: str, duty: tuple[str, date] | None) -> Said:
    """Return what a new draft begins with: the standard words, whoever writes it, and the confirmed trigger if any."""
    said: Said = {"topics": [], "custodians": [], "silent": [], "sources": [], "tasks": []}
    said |= {"way_en": ELEMENTS, "way_es": NONE}
    for language in LANGUAGES:
        said[language] = {
            **_standard(language),
            "contact_name": name,
            "contact_email": email,
            "sender": name,
            # What happened is told in English on the record.
            "trigger": duty[0] if duty and language == "en" else "",
            "trigger_on": duty[1].isoformat() if duty else "",
        }
    return said


def continued(said: Said, version: HoldVersion, texts: Mapping[str, NoticeText]) -> Said:
    """Return what an amendment begins with: all that `version` says, and the words of its notices."""
    drafted = {language: _fields(text) for language, text in texts.items()}
    english = drafted.get("en")
    examples = {} if english is None else {one.what: "\n".join(one.examples) for one in english.topics}
    topics = [*version.topics, *(what for what in examples if what not in version.topics)]
    said = {
        **said,
        "title": version.title,
        "why": "",
        "from": "" if version.scope_from is None else version.scope_from.isoformat(),
        "to": "" if version.scope_to is None else version.scope_to.isoformat(),
        "topics": [[what, examples.get(what, "")] for what in topics],
        "sources": list(version.sources),
        "custodians": list(version.custodians),
        "silent": list(version.silent),
        "tasks": [[one["what"], one["steward"] or "", one["due"] or "", one["source"] or ""] for one in version.tasks],
        "acknowledge_by": version.acknowledge_by.isoformat(),
    }
    for language in LANGUAGES:
        text, fields = texts.get(language), drafted.get(language)
        if text is None:
            said[f"way_{language}"] = NONE
        elif fields is None:
            said[f"way_{language}"] = OWN
            said[language] = {**said[language], "subject": text.subject, "text": text.text}
        else:
            said[f"way_{language}"] = ELEMENTS
            said[language] = {**said[language], **_typed(fields)}
    return said


def _fields(text: NoticeText) -> NoticeFields | None:
    try:
        return None if text.fields is None else from_json(text.fields)
    except NoticeError:
        # Another release had other fields; the words stand beside them.
        return None


def _typed(fields: NoticeFields) -> dict[str, Any]:
    """Return fields as a person would have typed them."""
    return {
        "dispute": fields.dispute,
        "trigger": fields.trigger,
        "trigger_on": "" if fields.trigger_on is None else fields.trigger_on.isoformat(),
        "topics": [[one.what, "\n".join(one.examples)] for one in fields.topics],
        **{f"places_{kind}": "\n".join(getattr(fields.places, kind)) for kind in PLACES},
        "do": "\n".join(fields.do),
        "do_not": "\n".join(fields.do_not),
        "suspensions": [[one.steward, one.what] for one in fields.suspensions],
        **{name: getattr(fields, name) for name in ("leaving", "consequences", "reminders", "release")},
        "contact_name": fields.contact.name,
        "contact_email": fields.contact.email or "",
        "contact_phone": fields.contact.phone or "",
        "sender": fields.sender,
        "sender_role": fields.sender_role,
    }


def _standard(language: str) -> dict[str, str]:
    told = standard("es" if language == "es" else "en")
    values = {name: getattr(told, name) for name in _STANDARD}
    return {name: value if isinstance(value, str) else "\n".join(value) for name, value in values.items()}
