"""What formats share, and the pieces of those that one module would not hold."""
