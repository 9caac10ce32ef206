"""The arithmetic of a random questioning: the draw, and what a share says of everybody. Pure."""
