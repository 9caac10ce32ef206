"""What is done about money, one module for one matter."""
