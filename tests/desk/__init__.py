"""The desk as its people rely on it: who may do what, what a page says, what a stranger is told."""
