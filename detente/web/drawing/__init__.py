"""Geometry of the pictures: numbers in, numbers out; the templates make them SVG."""
