"""Export and import: what kind of file, what an import would add."""
