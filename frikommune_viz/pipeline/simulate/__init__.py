"""Practice data: answers nobody gave, drawn from a model whose truth is known."""
