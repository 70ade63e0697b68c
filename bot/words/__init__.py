"""Figures, dates and labels in words: what handlers and rendering both stand on."""
