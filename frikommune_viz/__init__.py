"""Frikommune Explorer: what came out of the Danish welfare agreements, 2021–2024."""
