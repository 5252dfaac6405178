"""The use cases, one a module; each is one transaction. They know the outside only through the Protocols of the domain."""
