"""Files and folders; no Qt."""
