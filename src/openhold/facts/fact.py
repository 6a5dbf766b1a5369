"""What every kind of fact is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

from openhold.formats.canonical import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened, in the past tense. `KIND` is its name and version, `SENTENCE` says it in words.

    A body of a `PRIVILEGED` kind is withheld from disclosures unless somebody decides otherwise; `GROUND` is why.
    """

    KIND: ClassVar[str]
    SENTENCE: ClassVar[str]
    PRIVILEGED: ClassVar[bool] = False
    GROUND: ClassVar[str] = ""
    extra: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
