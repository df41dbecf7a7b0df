"""The letters: one folder each, with its record (`letter.py`), its two templates, their description and an example."""
