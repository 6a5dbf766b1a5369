"""Prove that a line stands in a manifest, reading its blocks once and keeping one digest per level."""

from openhold.formats.merkle import RootBuilder, leaf_hash, path_ranges
from openhold.vault import manifest
from openhold.vault.manifest import Manifest
from openhold.vault.store import Store


def line_path(store: Store, unit: str, document: Manifest, number: int) -> list[bytes]:
    """Return the inclusion path (RFC 9162, 2.1.3) of line `number` under the manifest's root."""
    ranges = path_ranges(number, document.lines)
    builders = {span: RootBuilder() for span in ranges}
    at = 0
    for page in manifest.lines(store, unit, document):
        for (first, behind), builder in builders.items():
            part = page[max(0, first - at) : max(0, behind - at)]
            builder.extend([leaf_hash(line) for line in part])
        at += len(page)
    return [builders[span].root() for span in ranges]
