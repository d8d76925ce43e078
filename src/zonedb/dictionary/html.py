"""Renders the dictionary as one HTML page that needs nothing else: contents, filter, diagrams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any

from zonedb.dictionary.blocks import Block, Diagram, Facts, Heading, Table, Text
from zonedb.dictionary.diagram import svg
from zonedb.exports.rendering import readable

_STYLE = """
:root { --ink: #1c2733; --soft: #5b6b7c; --line: #d8e0e8; --accent: #1f4e78; --tint: #f3f6f9; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); font: 15px/1.55 system-ui, "Noto Sans", "PingFang SC",
  "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
nav { position: fixed; inset: 0 auto 0 0; width: 270px; overflow-y: auto; padding: 18px;
  background: var(--tint); border-right: 1px solid var(--line); font-size: 13px; }
nav input { width: 100%; padding: 7px 9px; border: 1px solid var(--line); border-radius: 5px; }
nav a { display: block; padding: 1px 0; color: var(--ink); text-decoration: none;
  overflow-wrap: anywhere; }
nav a:hover { color: var(--accent); text-decoration: underline; }
nav .h2 { margin-top: 14px; font-weight: 600; color: var(--accent); }
nav .h3, nav .h4 { padding-left: 10px; }
main { margin-left: 270px; padding: 24px 36px 80px; max-width: 1280px; }
h1 { font-size: 26px; } h2 { margin-top: 48px; border-bottom: 2px solid var(--accent); }
h3 { margin-top: 34px; } h4 { margin-top: 26px; } h3, h4 { color: var(--accent); }
p { margin: 8px 0; } code { font: 0.92em/1.4 ui-monospace, Consolas, "DejaVu Sans Mono", monospace;
  background: var(--tint); padding: 0 3px; border-radius: 3px; }
dl { display: grid; grid-template-columns: 76px 1fr; gap: 2px 10px; margin: 8px 0 12px; }
dt { color: var(--soft); } dd { margin: 0; }
.wide { overflow-x: auto; margin: 8px 0 16px; }
table { border-collapse: collapse; font-size: 13px; }
th { background: var(--tint); text-align: left; white-space: nowrap; }
th, td { border: 1px solid var(--line); padding: 3px 8px; vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: 12px 0 28px; } figcaption { color: var(--soft); margin-bottom: 6px; }
figure .wide { border: 1px solid var(--line); border-radius: 6px; padding: 6px; }
svg text { font-size: 11px; fill: var(--ink); } svg text.column { font-weight: 600;
  fill: var(--accent); font-size: 12px; }
svg rect { fill: #fff; stroke: #9db2c7; } svg path { fill: none; stroke: #c3cfdb; }
svg .node:hover rect { stroke: var(--accent); stroke-width: 2; }
svg.lit path { stroke: #eef2f6; } svg.lit path.on { stroke: #c8551b; stroke-width: 1.6; }
svg.lit .node { opacity: 0.35; } svg.lit .node.on { opacity: 1; }
@media (max-width: 900px) { nav { position: static; width: auto; max-height: 40vh; }
  main { margin: 0; padding: 16px; } }
@media print { nav { display: none; } main { margin: 0; max-width: none; } }
"""
_SCRIPT = """
for (const svg of document.querySelectorAll("svg")) {
  const nodes = [...svg.querySelectorAll(".node")], paths = [...svg.querySelectorAll("path")];
  for (const node of nodes) {
    node.addEventListener("mouseenter", () => {
      const keys = new Set([node.dataset.key]);
      for (const path of paths) {
        const on = path.dataset.from === node.dataset.key || path.dataset.to === node.dataset.key;
        path.classList.toggle("on", on);
        if (on) { keys.add(path.dataset.from); keys.add(path.dataset.to); }
      }
      for (const other of nodes) other.classList.toggle("on", keys.has(other.dataset.key));
      svg.classList.add("lit");
    });
    node.addEventListener("mouseleave", () => svg.classList.remove("lit"));
  }
}
document.querySelector("nav input").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  for (const link of document.querySelectorAll("nav a"))
    link.hidden = !link.textContent.toLowerCase().includes(wanted);
});
"""


def _inline(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))


def _cell(value: Any) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f'<td class="n">{readable(value)}</td>'
    return f"<td>{_inline(readable(value)) if value != '' else ''}</td>"


def _table(table: Table) -> str:
    head = "".join(f"<th>{_inline(name)}</th>" for name in table.columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in table.rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead>\n{body}</table></div>'


def _block(block: Block) -> str:
    match block:
        case Heading(level, text, anchor):
            target = f' id="{escape(anchor)}"' if anchor else ""
            return f"<h{level}{target}>{_inline(text)}</h{level}>"
        case Text(text):
            return f"<p>{_inline(text)}</p>"
        case Facts(items):
            pairs = "".join(f"<dt>{label}</dt><dd>{_inline(text)}</dd>" for label, text in items)
            return f"<dl>{pairs}</dl>"
        case Table():
            return _table(block)
        case Diagram():
            caption = f"<figcaption>{_inline(block.title)}</figcaption>"
            drawn = f'<div class="wide">{svg(block)}</div>'
            return f'<figure id="{block.anchor}">{caption}{drawn}</figure>'


def _contents(blocks: Sequence[Block]) -> str:
    links = (
        f'<a class="h{block.level}" href="#{escape(block.anchor)}">'
        f"{_inline(block.text.partition(' | ')[0])}</a>"
        for block in blocks
        if isinstance(block, Heading) and block.anchor
    )
    return "\n".join(links)


def render(blocks: Sequence[Block]) -> str:
    """The page as HTML."""
    return (
        '<!doctype html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>zonedb: data dictionary</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<nav><input type="search" placeholder="filter / 筛选" aria-label="filter">\n'
        f"{_contents(blocks)}\n</nav>\n<main>\n"
        + "\n".join(map(_block, blocks))
        + f"\n</main>\n<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )
