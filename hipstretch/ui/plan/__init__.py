"""The page Plan, the check and the conditions."""
