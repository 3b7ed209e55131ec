"""How pages look: one style sheet, light and dark, readable in print."""

from __future__ import annotations

STYLE = """:root { color-scheme: light dark; --ink: #1b1d21; --paper: #fbfaf7; --soft: #62666e; --line: #dcd9d1; --card: #ffffff;
  --mark: #ffe69a; --agree: #2f7d4f; --differ: #b3541e; --only: #27659b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e1; --paper: #16181c; --soft: #9a9ea6; --line: #34373d; --card: #1e2126;
    --mark: #6b5413; --agree: #6cc08d; --differ: #eb9a63; --only: #7db4e6; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 68rem; margin: 0 auto 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1rem; text-wrap: balance; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; padding-bottom: .4rem; border-bottom: 2px solid currentColor; }
h2 span { font-weight: 400; opacity: .7; }
h3 { font-size: 1rem; font-weight: 600; margin: 0 0 .5rem; }
h3 em { font-style: normal; font-size: .8rem; font-weight: 600; padding: .1rem .5rem; margin-right: .35rem;
  border: 1px solid currentColor; border-radius: 1rem; color: var(--differ); }
.corroborated h2 { color: var(--agree); } .differs h2 { color: var(--differ); } .only h2 { color: var(--only); }
.reports { list-style: none; padding: 0; margin: 0 0 .75rem; } .reports li { margin: .15rem 0; }
.reports time, .tally, figcaption span { color: var(--soft); }
a { color: inherit; }
article { margin: 0 0 1.25rem; }
.accounts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: .75rem; }
figure { margin: 0; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
figcaption { font-size: .85rem; margin-bottom: .3rem; }
.value { font-weight: 700; font-size: 1.05rem; margin: 0 0 .3rem; color: var(--differ); }
blockquote { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; padding: 0 .1em; border-radius: .15em; }
details { margin: .4rem 0; } summary { cursor: pointer; font-weight: 600; } summary span { color: var(--soft); font-weight: 400; }
figcaption i { font-style: normal; font-size: .8rem; color: var(--agree); }
@media print { body { background: none; } figure { break-inside: avoid; } }
"""
