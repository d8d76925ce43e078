"""Loads what users bring: indicators, project ledgers, figures of a text, zones and indicators."""
