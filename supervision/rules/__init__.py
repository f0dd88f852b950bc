"""Policy as pure functions, one file per noun. Values in, values out."""
