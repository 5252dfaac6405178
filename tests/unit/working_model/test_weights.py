"""The settings of the model."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from bot.working_model.weights import DEFAULT, Weights


def test_equal_weights_have_one_key():
    assert Weights().key() == DEFAULT.key() != replace(DEFAULT, episode_cap=2.0).key()


def test_every_weight_is_explained():
    page = (Path(__file__).parents[3] / "docs/explanation/working-model.md").read_text(encoding="utf-8")
    assert [each.name for each in fields(Weights) if f"`{each.name}`" not in page] == []
