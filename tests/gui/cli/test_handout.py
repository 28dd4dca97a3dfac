"""`hipstretch print`: a sheet for the person and their conditions, or why there is none."""

from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from hipstretch import translation
from hipstretch.__main__ import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def spoken(qapp: QApplication) -> None:
    translation.use(translation.ENGLISH)


def run(folder: Path, *arguments: str) -> int:
    return main(["print", *arguments, "--data-dir", str(folder), "--language", "en"])


def test_it_is_written_for_the_person(tmp_path: Path, capsys: Capture) -> None:
    settings = '{"conditions": ["hip-replacement-posterior"], "exercises": {"bridge": {"hold_s": 12}}, "volume": 700}'
    (tmp_path / "settings.json").write_text(settings)
    path = tmp_path / "1.pdf"
    assert run(tmp_path, "six-minutes", str(path), "--paper", "letter") == 0
    out, err = capsys.readouterr()
    assert out == f"The sheet is in {path}.\n"
    assert "Left out because of hip replacement" in err
    assert "volume" in err
    pdf = QPdfDocument()
    pdf.load(str(path))
    assert pdf.pageCount() == 1
    assert pdf.pagePointSize(0).toTuple() == (612, 792)
    assert pdf.metaData(QPdfDocument.MetaDataField.Title) == "Six minutes"
    assert "4 × 12 s" in pdf.getAllText(0).text()
    pdf.close()


def test_large_print_has_more_pages(tmp_path: Path) -> None:
    path = tmp_path / "1.pdf"
    assert run(tmp_path, "six-minutes", str(path), "--large") == 0
    pdf = QPdfDocument()
    pdf.load(str(path))
    assert pdf.pageCount() > 1
    pdf.close()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, capsys: Capture) -> None:
    assert run(tmp_path, "six-minutes", str(tmp_path / "no" / "1.pdf")) == 1
    assert capsys.readouterr().err.startswith("The sheet is not saved (")


def test_an_unknown_routine_is_told(tmp_path: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(tmp_path, "nothing", str(tmp_path / "1.pdf"))
    assert "six-minutes" in capsys.readouterr().err
