"""Policy of monitoring as pure functions: how many, who may sample what, what a result means."""
