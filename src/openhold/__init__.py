"""Openhold keeps evidence from being destroyed, and proves it to people who trust nobody."""

__version__ = "0.1.0"
