"""How the receipt page looks: light, dark, phone width and one printed Letter page."""

STYLE = """
* { box-sizing: border-box; margin: 0; padding: 0; }
body { background: var(--paper); color: var(--ink); font: 400 1rem/1.5 var(--font);
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; padding: 2rem 1rem 4rem; }
main { background: var(--sheet); border: 1px solid var(--rule); max-width: 47rem; margin-inline: auto;
  padding: 3rem 3.5rem; }
.head { display: flex; justify-content: space-between; align-items: baseline; gap: .25rem 2rem; flex-wrap: wrap; }
.brand { display: flex; align-items: center; gap: .55rem; font-weight: 650; letter-spacing: -.01em; }
.brand svg { color: var(--accent); }
.meta { font-size: .8125rem; color: var(--ink-2); }
.mono { font-family: var(--mono); font-size: .92em; }
b { font-weight: 600; color: var(--ink); }
bdi { direction: ltr; }
h1 { font-size: 1.1875rem; line-height: 1.2; font-weight: 640; letter-spacing: -.01em; margin-top: 2rem; }
.number { font-size: 2.125rem; line-height: 1.2; font-weight: 640; letter-spacing: .02em; margin-block: .25rem .5rem; }
.group { white-space: nowrap; }
.lead { font-size: 1.1875rem; line-height: 1.45; color: var(--ink-2); text-wrap: pretty; }
h2 { font-size: 1rem; line-height: 1.4; font-weight: 620; margin-top: 1.5rem; }
.rows { margin-top: 1.25rem; border-top: 1px solid var(--ink); font-size: .875rem; }
.rows > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 1rem; padding-block: .5rem;
  border-bottom: 1px solid var(--line); }
dt { color: var(--ink-2); }
dd { overflow: clip; } /* no name draws over what stands beside it */
dt .mono { color: var(--ink); }
.below { display: block; font-size: .8125rem; color: var(--ink-2); }
.path { white-space: pre-wrap; }
.path, .key { word-break: break-all; }
.cut { font-family: var(--font); color: var(--ink-2); }
.digest { font-family: var(--mono); font-size: .8125rem; line-height: 1.6; max-width: 40ch; overflow-wrap: normal; }
.digest span { padding-right: 1ch; }
.command, .key { background: var(--sunk); font-size: .875rem; padding: .5rem .75rem; margin-top: .5rem; }
.key { background: none; border: 1px solid var(--ink); }
.checks { margin-top: .25rem; border-top: 0; }
.note { font-size: .875rem; color: var(--ink-2); margin-top: .375rem; }
ul.note { padding-left: 1.1rem; }
.last { margin-top: 1.25rem; border-top: 1px solid var(--line); padding-top: .75rem; }
@media (max-width: 44rem) {
  body { padding: 0; background: var(--sheet); }
  main { border: 0; padding: 1.5rem 1rem 3rem; }
  .number { font-size: 1.875rem; }
  .lead { font-size: 1.0625rem; }
  .rows > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
}
@page { size: letter; margin: 12mm 16mm; }
@media print {
  html { font-size: 10pt; }
  body { padding: 0; }
  main { border: 0; padding: 0; max-width: none; }
  h1 { margin-top: 1.25rem; }
  h2 { margin-top: .8rem; break-after: avoid; }
  .number { font-size: 2.125rem; }
  .rows { margin-top: .75rem; }
  .rows > div { grid-template-columns: 9rem minmax(0, 1fr); gap: 1rem; padding-block: .25rem; break-inside: avoid; }
  .checks { margin-top: 0; }
  .command { border: 1px solid var(--line); }
  .command, .key { padding: .25rem .75rem; margin-top: .25rem; }
  .note { margin-top: .25rem; }
  .last { margin-top: .5rem; padding-top: .4rem; }
}
"""
"""The style sheet, plain CSS."""
