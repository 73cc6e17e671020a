"""From what people edit to what the app reads: read → check → compute → write.

The app never imports this package; it only reads the files written here.
"""
