"""Offices of the institutions and the posts people hold in them."""
