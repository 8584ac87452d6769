"""Figures that are read without colour."""
