"""Offices, users and posts as their administrator sees them."""
