"""The version, which every run row carries."""

VERSION = "0.1.0"
