"""The pages Welcome and Help."""
