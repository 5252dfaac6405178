"""Messaging platforms, one folder each. None yet: the page at / and the HTTP API are the only faces."""
