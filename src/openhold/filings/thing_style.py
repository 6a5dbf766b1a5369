"""How the sheets of a thing look: light, dark, phone width, and one printed Letter page."""

STYLE = """
* { box-sizing: border-box; margin: 0; padding: 0; }
body { background: var(--paper); color: var(--ink); font: 400 1rem/1.45 var(--font);
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; padding: 2rem 1rem 4rem; }
main { background: var(--sheet); border: 1px solid var(--rule); max-width: 47rem; margin-inline: auto;
  padding: 2.5rem 3rem; }
bdi { direction: ltr; unicode-bidi: isolate; }
.head { display: flex; justify-content: space-between; align-items: baseline; gap: .25rem 2rem; flex-wrap: wrap;
  font-size: .8125rem; color: var(--ink-2); }
.mono { font-family: var(--mono); font-size: .92em; }
h1 { font-size: 1.625rem; line-height: 1.2; font-weight: 640; letter-spacing: -.015em; margin-top: .75rem; }
.lead { margin-top: .35rem; color: var(--ink-2); }
h2 { font-size: 1rem; line-height: 1.4; font-weight: 620; margin-top: 1.5rem; }
.rows { margin-top: 1rem; border-top: 1px solid var(--ink); font-size: .9375rem; }
.rows > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 1rem; padding-block: .4rem;
  border-bottom: 1px solid var(--line); }
dt { color: var(--ink-2); }
dd b { font-weight: 600; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.5rem; }
.side p { margin-top: .25rem; font-size: .9375rem; }
.side .line { margin-top: 2.4rem; padding-top: .2rem; border-top: 1px solid var(--ink); font-size: .8125rem;
  color: var(--ink-2); }
.side .line.filled { margin-top: .7rem; border-top: 0; color: var(--ink); font-size: .9375rem; border-bottom: 1px solid
  var(--line); padding-bottom: .2rem; }
.side .line.filled span { display: block; font-size: .8125rem; color: var(--ink-2); }
.side .boxes { margin-top: 1rem; font-size: .9375rem; }
.box { display: inline-block; width: .95em; height: .95em; margin-right: .45em; border: 1.5px solid var(--ink);
  vertical-align: -.1em; }
.boxes span + .box { margin-left: 1.5em; }
.note { margin-top: 1.5rem; padding-top: .6rem; border-top: 1px solid var(--line); font-size: .8125rem;
  color: var(--ink-2); }
.label { border: 2px solid var(--ink); padding: 1.25rem 1.5rem; }
.label h1 { margin-top: .25rem; }
.number { font-size: 1.5rem; line-height: 1.3; font-weight: 640; letter-spacing: .02em; }
table { width: 100%; margin-top: 1rem; border-collapse: collapse; font-size: .8125rem; line-height: 1.35; }
th, td { padding: .35rem .5rem; text-align: left; vertical-align: top; border: 1px solid var(--rule); }
th { font-weight: 500; color: var(--ink-2); }
td { height: 2.1rem; }
@media (max-width: 44rem) {
  body { padding: 0; background: var(--sheet); }
  main { border: 0; padding: 1.25rem 1rem; }
  .sides { grid-template-columns: 1fr; }
  .rows > div { grid-template-columns: 7rem minmax(0, 1fr); }
  .label { padding: .75rem; }
  table { font-size: .75rem; }
  th, td { padding: .25rem; }
}
@media print {
  @page { size: letter; margin: 16mm 16mm; }
  html { font-size: 11pt; }
  body { padding: 0; background: #fff; }
  main { border: 0; max-width: none; padding: 0; }
  .label { padding: 1rem 1.25rem; border: 2px solid var(--ink); }
  tr, .side, .rows > div { break-inside: avoid; }
}
"""
