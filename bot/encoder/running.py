"""Runs an exported encoder: one thread, one message at a time, no network and no PyTorch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

CLASS: Final = "[CLS]"
SEPARATOR: Final = "[SEP]"
_MOST_KEPT: Final = 50_000


class Session:
    """An exported network. A message is short and the machine has other work, so it takes one thread."""

    def __init__(self, file: Path) -> None:
        """Loads `file`; raises what onnxruntime raises where it is no model."""
        import onnxruntime

        options: Any = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The fused form of this step takes longer than its two parts: a tenth of a whole run, on one thread (onnxruntime 1.32).
        self._session: Any = onnxruntime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )

    def run(self, inputs: Mapping[str, npt.NDArray[Any]]) -> npt.NDArray[np.float32]:
        """The network's first output."""
        return np.asarray(self._session.run(None, dict(inputs))[0], dtype=np.float32)


class Pieces:
    """Cuts words into the encoder's pieces (WordPiece); a word's pieces are kept, since people say the same words again."""

    def __init__(self, tokenizer_file: Path) -> None:
        """Reads `tokenizer.json`."""
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._kept: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        """Pieces of the vocabulary."""
        return int(self._tokenizer.get_vocab_size())

    def id_of(self, piece: str) -> int:
        """The number of one piece, such as `[CLS]`."""
        return int(self._tokenizer.token_to_id(piece))

    def of_word(self, word: str) -> tuple[int, ...]:
        """The pieces of one word; of nothing, none."""
        found = self._kept.get(word)
        if found is None:  # another thread may empty what is kept at any time
            whole = word.encode("utf-8", "replace").decode()  # half a surrogate pair is no character
            found = tuple(self._tokenizer.encode(whole, add_special_tokens=False).ids) if whole else ()
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            self._kept[word] = found
        return found

    def of_words(self, words: str) -> list[int]:
        """The pieces of words with spaces between them."""
        return [piece for word in words.split() for piece in self.of_word(word)]
