"""What is known of a custodian, checked the same way whoever says it: a person, a file, a directory."""

from dataclasses import asdict, dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from openhold.actions.errors import UsageError
from openhold.actions.wording import words, words_or_none
from openhold.facts.custodians import CustodianChanged, CustodianNamed
from openhold.projections.custodian import Custodian

LANGUAGES = ("en", "es")
"""The languages that notices are written in."""

_LANGUAGE = {"english": "en", "inglés": "en", "ingles": "en", "spanish": "es", "español": "es", "espanol": "es"}
_LONGEST = 300
_is_address = EmailValidator()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person; the fields are those of `facts.custodians.CustodianNamed`."""

    name: str
    email: str | None = None
    language: str = "en"
    title: str | None = None
    place: str | None = None
    manager: str | None = None
    external: str | None = None


def known_of(one: Custodian) -> Known:
    """Return what the record holds of a custodian."""
    return Known(one.name, one.email, one.language, one.title, one.place, one.manager, one.external)


def checked(known: Known) -> Known:
    """Return `known` with its texts tidied. Raises UsageError where one of them cannot stand on the record."""
    email = known.email.strip() if known.email else None
    if email:
        try:
            _is_address(email)
        except ValidationError as error:
            raise UsageError(f"{email!r} is no e-mail address. Leave it out where there is none.") from error
    if known.language not in LANGUAGES:
        raise UsageError(f"{known.language!r} is no language of notices. There is: {', '.join(LANGUAGES)}.")
    return replace(
        known,
        name=words(known.name, "the name", _LONGEST),
        email=email or None,
        title=words_or_none(known.title, "the title", _LONGEST),
        place=words_or_none(known.place, "the place", _LONGEST),
        external=words_or_none(known.external, "the id in the directory", _LONGEST),
    )


def language_of(text: str) -> str | None:
    """Return the language of notices that a directory's word for a language means, None where there is none."""
    word = text.strip().casefold()
    code = _LANGUAGE.get(word) or word.replace("_", "-").partition("-")[0]
    return code if code in LANGUAGES else None


def naming(custodian: str, known: Known) -> CustodianNamed:
    """Return the fact that names a custodian."""
    return CustodianNamed(custodian=custodian, **asdict(known))


def changing(custodian: str, known: Known, *, cause: str, left: str | None) -> CustodianChanged:
    """Return the fact that states anew what is known of a custodian."""
    return CustodianChanged(custodian=custodian, cause=cause, left=left, **asdict(known))
