"""Renders the dictionary as Markdown, its layers in Mermaid, which GitHub and others draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zonedb.dictionary.blocks import Block, Diagram, Facts, Heading, Table, Text
from zonedb.exports.rendering import readable


def _cell(value: Any) -> str:
    return readable(value).replace("|", "\\|") if value != "" else ""


def _table(table: Table) -> str:
    lines = [table.columns, ("---",) * len(table.columns), *table.rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _diagram(diagram: Diagram) -> str:
    """The columns as boxes; every single box and line stands on the page in HTML."""
    whole = f"[{diagram.title}](dictionary.html#{diagram.anchor})"
    if len(diagram.columns) < 3:
        return f"{whole}."
    column_of = {
        node.key: number for number, (_, nodes) in enumerate(diagram.columns) for node in nodes
    }
    drawn = sorted({(column_of[a], column_of[b]) for a, b in diagram.edges})
    lines = ["flowchart LR"]
    for number, (name, nodes) in enumerate(diagram.columns):
        lines.append(f'    c{number}["{name} ({len(nodes)})"]')
    lines += [f"    c{a} --> c{b}" for a, b in drawn if a != b]
    return f"{whole}; here by layer:\n\n```mermaid\n" + "\n".join(lines) + "\n```"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text, anchor):
            target = f'<a id="{anchor}"></a>\n\n' if anchor else ""
            return f"{target}{'#' * level} {text}"
        case Text(text):
            return text
        case Facts(items):
            return "\n".join(f"- {label}: {text}" for label, text in items)
        case Table():
            return _table(block)
        case Diagram():
            return _diagram(block)


def render(blocks: Sequence[Block]) -> str:
    """The page as Markdown."""
    return "\n\n".join(map(_block, blocks)) + "\n"
