"""Pages named for a person."""


def listed(pages: list[int]) -> str:
    """Return page numbers for a sentence: "page 3", "pages 1-4, 7"."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and spans[-1][1] == page - 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    said = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
    return f"{'page' if len(pages) == 1 else 'pages'} {said}"
