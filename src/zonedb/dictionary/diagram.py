"""Draws a diagram as SVG: boxes in columns, curves from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from zonedb.dictionary.blocks import Diagram, Node
from zonedb.exports.rendering import display_width

_ROW, _BOX, _GAP, _TOP = 22, 18, 110, 34  # pixels: row pitch, box height, between columns, heading
_CHARACTER = 6.6  # pixels of a narrow character at 11 px


def _ordered(diagram: Diagram) -> list[tuple[str, list[Node]]]:
    """The columns with their boxes near to what they are joined with, so that few lines cross."""
    place: dict[str, float] = {}
    ordered = []
    for name, nodes in diagram.columns:
        joined = {
            node.key: [place[a] for a, b in diagram.edges if b == node.key and a in place]
            for node in nodes
        }
        centre = {key: sum(at) / len(at) if at else 0.0 for key, at in joined.items()}
        nodes_ = sorted(nodes, key=lambda node: centre[node.key])
        place |= {node.key: number / len(nodes_) for number, node in enumerate(nodes_)}
        ordered.append((name, nodes_))
    return ordered


def _width(nodes: Sequence[Node]) -> float:
    return max((display_width(node.label) for node in nodes), default=0) * _CHARACTER + 16


def svg(diagram: Diagram) -> str:
    """The diagram as an SVG element; boxes lead to their anchors, lines name their ends."""
    columns = _ordered(diagram)
    height = _TOP + _ROW * max(len(nodes) for _, nodes in columns) + 10
    x, boxes, headings = 8.0, [], []
    left: dict[str, tuple[float, float]] = {}
    right: dict[str, tuple[float, float]] = {}
    for name, nodes in columns:
        width = max(_width(nodes), display_width(name) * _CHARACTER * 1.2)
        headings.append(f'<text class="column" x="{x:.0f}" y="18">{escape(name)}</text>')
        pitch = min((height - _TOP) / max(len(nodes), 1), _ROW * 2.5)
        y = _TOP + (height - _TOP - pitch * len(nodes) + pitch - _ROW) / 2
        for node in nodes:
            left[node.key], right[node.key] = (x, y + _BOX / 2), (x + width, y + _BOX / 2)
            box = (
                f'<g class="node" data-key="{escape(node.key)}">'
                f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{_BOX}" rx="3"/>'
                f'<text x="{x + 8:.0f}" y="{y + 13:.0f}">{escape(node.label)}</text></g>'
            )
            boxes.append(f'<a href="#{escape(node.anchor)}">{box}</a>' if node.anchor else box)
            y += pitch
        x += width + _GAP
    lines = []
    for a, b in diagram.edges:
        (x1, y1), (x2, y2) = right[a], left[b]
        bend = max((x2 - x1) / 2, 30)
        lines.append(
            f'<path data-from="{escape(a)}" data-to="{escape(b)}" d="M{x1:.0f} {y1:.0f}'
            f'C{x1 + bend:.0f} {y1:.0f} {x2 - bend:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{x - _GAP + 8:.0f}" '
        f'height="{height:.0f}" role="img" aria-label="{escape(diagram.title)}">'
        + "".join([*headings, *lines, *boxes])
        + "</svg>"
    )
