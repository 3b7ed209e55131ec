"""Degrees to the plane: the Equal Earth projection, on which equal areas stay equal (Šavrič, Patterson, Jenny 2018,
"The Equal Earth map projection", International Journal of Geographical Information Science 33:3).

The plane is that of `static/world.svg`: `SCALE` units to the radius of the earth, x to the east, y to the south, the origin at 0° N 0° E.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = sqrt(3) / 2
SCALE = 10_000  # so that whole numbers are fine enough: one is some 640 m
HALF_WIDTH, HALF_HEIGHT = 27_067, 13_174  # of the plane, from its middle
KILOMETRES = 6371 / SCALE  # in a unit of the plane, about


def projected(lat: float, lon: float) -> tuple[float, float]:
    """The point of the plane; degrees beyond the poles or the 180th meridian are an error."""
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"latitude {lat}, longitude {lon}: latitudes are from -90 to 90, longitudes from -180 to 180")
    theta = asin(M * sin(radians(lat)))
    square = theta * theta
    sixth = square**3
    x = radians(lon) * cos(theta) / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return SCALE * x, -SCALE * y
