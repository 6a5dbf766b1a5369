"""How notices and letters look: in a mail, on paper, and on the page where a custodian answers."""

TOKENS = """
:root { --on-accent: #fff; --edge: #847f75; --signal: #a2281b; }
@media (prefers-color-scheme: dark) { :root { --on-accent: #0e1a28; --edge: #8b857a; --signal: #f39a8d; } }
"""
"""Colours that the palette of handed-out papers does not have."""

BASE = """
.notice, .notice * { box-sizing: border-box; margin: 0; padding: 0; }
.notice { max-width: 42rem; margin-inline: auto; color: var(--ink); font: 400 1rem/1.5 var(--font);
  overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
.notice b { font-weight: 600; }
.notice .kicker, .notice .quiet { font-size: .8125rem; color: var(--ink-2); }
.notice h1 { font-size: 1.875rem; line-height: 1.2; font-weight: 640; letter-spacing: -.018em; text-wrap: balance;
  margin-block: .25rem .5rem; }
.notice .lead { font-size: 1.1875rem; line-height: 1.45; color: var(--ink-2); text-wrap: pretty; }
.notice .lead b { color: var(--ink); }
.notice h2 { font-size: 1.25rem; line-height: 1.27; font-weight: 620; letter-spacing: -.012em; margin: 2rem 0 .5rem; }
.notice p + p, .notice p + ul, .notice ul + p { margin-top: .5rem; }
.notice ul { list-style: none; }
.notice li { position: relative; padding-left: 1.625rem; }
.notice li + li { margin-top: .375rem; }
.notice li svg { position: absolute; left: 0; top: .27em; width: 1em; height: 1em; }
.notice ul.list li { padding-left: 0; }
.notice a { color: var(--accent); text-underline-offset: .18em; }
.notice .answer { border: 1px solid var(--ink); background: var(--sheet); padding: 1rem; margin-top: 1.25rem; }
.notice .answer h2 { margin-top: 0; }
@media (max-width: 44rem) {
  .notice h1 { font-size: 1.375rem; }
  .notice .lead { font-size: 1rem; }
  .notice .answer { padding: .75rem; margin-top: .75rem; }
}
"""
"""What a notice looks like everywhere; nothing outside an element of the class `notice` changes."""

PORTAL = """
.notice .answer button { display: block; width: 100%; min-height: 3.25rem; margin-block: .75rem .5rem;
  font: 550 1.1875rem/1.25 var(--font); color: var(--on-accent); background: var(--accent);
  border: 1px solid var(--accent); border-radius: 3px; cursor: pointer; }
.notice button:focus-visible, .notice a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media print { .notice .answer button { display: none; } }
"""
"""What the page with the button needs besides; a server puts TOKENS, BASE and PORTAL into its own style sheet."""

PAGE = """
* { box-sizing: border-box; }
body { margin: 0; padding: 0 1rem 4rem; color: var(--ink); background: var(--paper); font: 400 1rem/1.5 var(--font); }
body > main:first-child { padding-top: 2rem; }
.bar, .said { max-width: 42rem; margin-inline: auto; }
.bar { display: flex; align-items: center; justify-content: space-between; gap: 1rem; min-height: 2.5rem;
  font-size: .8125rem; color: var(--ink-2); }
.bar span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar a { flex: none; padding-block: .25rem; color: var(--accent); text-underline-offset: .18em; }
.notice .answer .quiet a { display: inline-block; padding-block: .25rem; }
.alert { max-width: 42rem; margin: .5rem auto 1rem; padding: .75rem 1rem; border: 2px solid var(--signal);
  background: var(--sheet); overflow-wrap: anywhere; }
.said { margin-top: 2rem; padding-top: .75rem; border-top: 1px solid var(--ink); overflow-wrap: anywhere; }
.said h2 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.27; font-weight: 620; letter-spacing: -.012em; }
.said p { margin: 0; }
.said p + p, .said form { margin-top: .5rem; }
.said .when { font-size: .8125rem; color: var(--ink-2); }
.said .words { padding-left: .75rem; border-left: 3px solid var(--rule); white-space: pre-line; }
.said .words + .when, .said .words + form { margin-top: 1rem; }
.said label { display: block; font-weight: 550; }
.said textarea { display: block; width: 100%; min-height: 7rem; margin-top: .25rem; padding: .55rem .7rem;
  font: inherit; color: var(--ink); background: var(--sheet); border: 1px solid var(--edge); border-radius: 3px; }
.said textarea[aria-invalid] { border: 2px solid var(--signal); }
.said textarea[rows="2"] { min-height: 4rem; }
.said textarea + label { margin-top: 1rem; }
.said .err { margin-top: .25rem; color: var(--signal); }
.said button { min-height: 3.25rem; margin-top: .75rem; padding: .5rem 1.25rem; font: 550 1rem/1.25 var(--font);
  color: var(--accent); background: var(--sheet); border: 1px solid var(--edge); border-radius: 3px; cursor: pointer; }
.said :focus-visible, .bar :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media print { .bar a, .said form { display: none; } }
"""
"""What stands around the notice on the page where its custodian answers: the bar, questions, losses."""

MAIL = """
body { margin: 0; padding: 1.5rem 1rem; background: var(--paper); }
.notice ul { list-style: disc; padding-left: 1.25rem; }
.notice li, .notice ul.list li { padding-left: .25rem; }
.notice .go { display: inline-block; padding: .8rem 1.25rem; margin-block: .75rem .5rem; font-weight: 600;
  color: var(--on-accent); background: var(--accent); border-radius: 3px; text-decoration: none; }
"""

PRINT = """
body { margin: 0; padding: 2rem 1.5rem; background: var(--paper); }
.notice .sign { display: grid; grid-template-columns: 2fr 1fr; gap: 0 1.5rem; margin-block: .5rem .75rem; }
.notice .sign div { padding-top: 2rem; }
.notice .sign dt { border-top: 1px solid var(--ink); font-size: .8125rem; color: var(--ink-2); }
.notice .sign .wide { grid-column: 1 / -1; padding-top: 2.75rem; }
@page { size: letter; margin: 14mm 18mm; }
@media print {
  html { font-size: 9.75pt; }
  body { padding: 0; }
  .notice { max-width: none; line-height: 1.4; }
  .notice h1 { font-size: 18pt; }
  .notice h2 { font-size: 11.5pt; margin: 1rem 0 .25rem; break-after: avoid; }
  .notice .lead { font-size: 11pt; }
  .notice li + li { margin-top: .15rem; }
  .notice p + p, .notice p + ul, .notice ul + p { margin-top: .25rem; }
  .notice .answer, .notice p, .notice li { break-inside: avoid; }
  .notice a { color: inherit; text-decoration: none; }
}
"""

DIFFERENCE = """
.notice .change { border-left: 3px solid var(--rule); padding: .25rem 0 .25rem 1rem; }
.notice .lead + .change, .notice .change + .change { margin-top: 1rem; }
.notice .change .quiet { margin: 0; }
.notice ins { font-weight: 600; text-decoration: underline 2px; text-underline-offset: .18em; }
.notice del { color: var(--signal); text-decoration: line-through; }
.notice del + ins { margin-left: .2em; }
.notice .change p + p { margin-top: .125rem; }
"""
"""What the difference between two versions needs besides BASE and TOKENS."""
