"""A row of the table of what was measured."""

from collections import namedtuple

Row = namedtuple("Row", "what measured unit target good")
AT_LEAST, AT_MOST = "at least", "at most"
