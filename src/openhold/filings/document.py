"""What every page that is handed out has in common: one HTML file, no script, nothing loaded from elsewhere."""

from html import escape

PALETTE = """
:root {
  color-scheme: light dark;
  --paper: #faf9f6; --sheet: #fff; --sunk: #f2f0eb; --ink: #1b1a17; --ink-2: #514e47;
  --line: #e0dcd4; --rule: #c4bfb4; --accent: #1a4f86; --mark: #fdf0bd; --mark-edge: #8a6a00;
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
  --serif: "Liberation Serif", "Times New Roman", Times, serif;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #151412; --sheet: #1c1b18; --sunk: #262420; --ink: #edeae3; --ink-2: #bdb8ad;
    --line: #34312c; --rule: #4d4941; --accent: #92bdf0; --mark: #4e4116; --mark-edge: #d9bc57; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --sheet: #fff; --sunk: #f1f1f1; --ink: #000; --ink-2: #333;
    --line: #bbb; --rule: #888; --accent: #000; --mark: #eee; --mark-edge: #000; }
}
"""
"""Colours and typefaces, light, dark and in print."""


def style_element(style: str) -> str:
    """Return what stands between `<style>` and `</style>`: the palette and a page's own `style`.

    A server that lets only this style through names the digest of exactly these characters.
    """
    return PALETTE + style


def document(title: str, style: str, body: str) -> str:
    """Return the whole file; `title` is plain text, `style` follows the palette, `body` is markup."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · Openhold</title>
<style>{style_element(style)}</style>
</head>
<body>
{body}
</body>
</html>
"""


def count(number: int, one: str, more: str) -> str:
    """Return a number of things as a person says it: `1 page`, `1,200 pages`."""
    return f"{number:,} {one if number == 1 else more}"
