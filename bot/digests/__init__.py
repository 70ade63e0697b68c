"""Digests and alerts: who wants to hear of what, when it is due, and what it says."""
