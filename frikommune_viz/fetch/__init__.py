"""Fetch real series into ``data/sources/register``: ask → check → write beside → put in place.

Only people who renew the sources run this. Neither the explorer nor the build imports it, and the
build never needs the net.
"""
