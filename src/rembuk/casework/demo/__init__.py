"""The demonstration: the offices and people of the five practices, and their cases told as stories that run through `Casework`."""
