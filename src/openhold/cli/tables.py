"""Tables that can be read across: no lines but one under the heads, numbers to the right."""

from collections.abc import Iterable, Sequence

from openhold.cli import context


def show(heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print a table; `right` are the columns of numbers."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    for place, head in enumerate(heads):
        made.add_column(head, justify="right" if place in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(context.one_line(cell)) for cell in row))
    context.console().print(made)
