"""A cell into a value: files, sheets, formats, literals, periods; knows no database."""
