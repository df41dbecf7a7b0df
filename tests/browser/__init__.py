"""Journeys through the desk in Debian's Chromium."""
