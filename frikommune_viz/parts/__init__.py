"""Parts of a page as semantic HTML: rows and text in, markup out. One module per part."""
