"""Practice data: invented answers, drawn from a model whose truth is known."""
