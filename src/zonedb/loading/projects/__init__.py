"""Loads the project ledger and its progress; every change is a new row, old rows stay.

A column that a sheet lacks and a blank cell keep what is on record; a dash says that there is
none any more. For a project, or a period of one, that is not on record a blank cell is NULL.
"""
