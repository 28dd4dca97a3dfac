"""The page Library: exercises, routines, and the forms for own ones."""
