"""What operators may see in numbers (Prometheus): counts and times, never who and never words."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest


class Metrics:
    """One registry a gateway."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.messages = Counter("attune_messages", "Messages accepted.", ["level"], registry=self.registry)
        self.not_kept = Counter("attune_messages_not_kept", "Messages the store refused.", registry=self.registry)
        self.refused_returns = Counter(
            "attune_refused_returns", "Return codes and passphrases that opened nothing.", registry=self.registry
        )
        self.turn_seconds = Histogram(
            "attune_turn_seconds", "From taking up a message to its reply row.", registry=self.registry,
            buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
        )  # fmt: skip
        self.failed_tries = Counter(
            "attune_turn_failed_tries", "Tries at a turn that left no reply row.", registry=self.registry
        )
        self.plain_replies = Counter(
            "attune_plain_replies", "Messages answered without the dialogue.", registry=self.registry
        )

    def text(self) -> bytes:
        """The exposition format."""
        return generate_latest(self.registry)
