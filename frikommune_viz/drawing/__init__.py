"""What draws: charts as SVG, pictures as PNG, and the process that does it.

It imports next to nothing of the rest, so that a process that only draws starts at once and stays
small.
"""
