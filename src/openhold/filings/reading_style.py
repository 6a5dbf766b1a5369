"""How the page on what was read looks: light, dark, phone width and print."""

STYLE = """
* { box-sizing: border-box; margin: 0; padding: 0; }
html { scroll-padding-top: 2rem; }
body { background: var(--paper); color: var(--ink); font: 400 1rem/1.5 var(--font);
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; padding: 2rem 1.5rem 1rem; }
main, footer { max-width: 72rem; margin-inline: auto; }
.kicker, .meta, footer { font-size: .8125rem; color: var(--ink-2); }
h1 { font-size: 1.875rem; line-height: 1.2; font-weight: 640; letter-spacing: -.01em; margin-block: .25rem .5rem; }
.lead { font-size: 1.1875rem; line-height: 1.45; color: var(--ink-2); max-width: 42rem; text-wrap: pretty; }
h2 { font-size: 1rem; font-weight: 620; border-top: 1px solid var(--ink); padding-block: .5rem; }
.note { border: 1px solid var(--ink); padding: .5rem 1rem .75rem; margin-top: 1.5rem; max-width: 42rem; }
.note h2 { border: 0; padding: 0; }
.note ul { padding-left: 1.1rem; font-size: .875rem; }
.reading { display: grid; grid-template-columns: minmax(0, 1.12fr) minmax(0, 1fr); gap: 2rem; align-items: start;
  margin-top: 2rem; }
.leaf { background: var(--sheet); border: 1px solid var(--rule); margin-bottom: .75rem; }
.page { font-size: .75rem; color: var(--ink-2); text-align: center; padding: .5rem;
  border-bottom: 1px solid var(--line); }
.words { font: 400 .9375rem/1.8 var(--serif); white-space: pre-wrap; padding: 1rem 1.25rem; }
.dim { color: var(--ink-2); font-size: .8125rem; }
mark { background: var(--mark); color: inherit; border-bottom: 2px solid var(--mark-edge); }
mark.unsure { border-bottom-style: dashed; }
sup { font: 600 .6875rem/1 var(--font); line-height: 0; }
a { color: var(--accent); }
sup a { color: inherit; text-decoration: none; padding: .5em .15em; }
sup a:hover, sup a:focus { text-decoration: underline; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
:target { outline: 3px solid var(--accent); outline-offset: 2px; }
i:target + mark { outline: 3px solid var(--accent); outline-offset: 2px; }
i:target { outline: 0; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
thead th { font-weight: 400; color: var(--ink-2); border-bottom: 1px solid var(--ink); }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; }
tbody th { width: 32%; font-weight: 600; }
tbody tr { border-bottom: 1px solid var(--line); }
td > div { display: grid; grid-template-columns: 1.75rem minmax(0, 1fr); }
td div + div { margin-top: .35rem; }
td > div > a { line-height: 1.5rem; }
tr.eye { background: var(--mark); }
tr.off { color: var(--ink-2); }
tr.off th { font-weight: 400; }
.ask { font-weight: 600; }
section > .meta { margin-top: .75rem; }
footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-block: 1rem; }
@media (max-width: 44rem) {
  body { padding: 1rem 1rem .5rem; }
  .reading { grid-template-columns: minmax(0, 1fr); }
  .reading section:last-child { order: -1; }
  h1 { font-size: 1.5rem; }
  .lead { font-size: 1.0625rem; }
  .words { padding: .75rem; font-size: .875rem; }
}
@page { size: letter; margin: 14mm; }
@media print {
  html { font-size: 10pt; }
  body { padding: 0; }
  .reading { display: flex; flex-direction: column; gap: 0; }
  .reading section:last-child { order: -1; }
  .leaf { border: 0; break-before: page; }
  .words { font-size: .9rem; line-height: 1.6; padding-inline: 0; }
  #paper { display: none; }
  tbody tr, .note { break-inside: avoid; }
}
"""
"""The style sheet, plain CSS."""
