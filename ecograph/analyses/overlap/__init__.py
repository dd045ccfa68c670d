"""What clusters share, whether it is more than chance, and whether it is more than is known."""
