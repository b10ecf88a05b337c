"""A model in a ZIP archive is unpacked, within bounds."""

import zipfile

import pytest

from archdesk.model.document import Format
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.readers.base import Damaged, TooLarge, UnknownFormat
from archdesk.readers.catalogue import detect_format, read_document
from tests.ifc_models import house


def packed(folder, *entries):
    path = folder / "house.ifczip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries:
            archive.writestr(name, text)
    return path


def read(path):
    return read_document(path, path.parent / "pages", Options(), SilentReporter())


def test_a_packed_model_is_read(tmp_path):
    path = packed(tmp_path, ("house.IFC", house().text()))

    assert Format.IFC is detect_format(path)
    assert 2 == len(read(path).storeys)


def test_an_archive_without_a_model_is_no_model(tmp_path):
    with pytest.raises(UnknownFormat, match="ZIP"):
        detect_format(packed(tmp_path, ("letter.txt", "Dear architect")))


def test_an_archive_that_swells_beyond_measure_is_refused(tmp_path):
    with pytest.raises(TooLarge):
        read(packed(tmp_path, ("house.ifc", "0" * 5_000_000)))


def test_a_cut_off_archive_ends_in_a_sentence(tmp_path):
    path = packed(tmp_path, ("house.ifc", house().text()))
    path.write_bytes(path.read_bytes()[:2000])

    with pytest.raises(Damaged):
        read(path)
