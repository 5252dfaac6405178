"""The domain, pure: what a person says of themselves and others, and what may be understood from it. Standard library only."""
