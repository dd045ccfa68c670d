"""The version of ecograph, below everything that tells it."""

VERSION = "0.1.0"
