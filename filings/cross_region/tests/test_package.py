"""The package: what is built is read back, and whatever was done to it on the way is named."""

import base64
import io
import json
import uuid
import warnings
import zipfile
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from filings.cross_region import package
from filings.cross_region.package import APPLICATION, MANIFEST, SIGNATURE, BadPackage, Package, Part

KEY, OTHER_KEY = b"k" * 32, b"x" * 32
HERE, THERE = "鲁0116", "鲁0117"
MOST = 1024 * 1024
PACKAGE = Package(
    package_id=uuid.UUID(int=7),
    sender=HERE,
    receiver=THERE,
    filing={"number": "WS20261125-000001", "claims": ["判令被告还款"]},
    parts=(
        Part(APPLICATION, b"%PDF application", "起诉状.pdf"),
        Part("materials/001.pdf", b"%PDF identity", "身份证.pdf", "identity"),
    ),
)


def read(content: bytes, **changed: Any) -> Package:
    known = {"public_key": package.public_key_of(KEY), "sender": HERE, "receiver": THERE, "most_bytes": MOST}
    return package.verify(content, **known | changed)


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: list[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", compression) as archive:
        warnings.simplefilter("ignore")
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def signed(manifest: dict[str, Any], files: dict[str, bytes]) -> bytes:
    """A package with a manifest of one's own, signed as the sender would."""
    content = json.dumps(manifest).encode()
    signature = base64.b64encode(package.Ed25519PrivateKey.from_private_bytes(KEY).sign(content))
    return zipped([(MANIFEST, content), (SIGNATURE, signature), *files.items()])


def manifest_of(**changed: Any) -> dict[str, Any]:
    return json.loads(entries(package.build(PACKAGE, key=KEY))[MANIFEST]) | changed


def fault(content: bytes, **changed: Any) -> str:
    with pytest.raises(BadPackage) as caught:
        read(content, **changed)
    assert str(caught.value).endswith(("。", "”。"))
    return caught.value.file


def test_what_is_built_is_read_back():
    assert read(package.build(PACKAGE, key=KEY)) == PACKAGE


def test_a_correction_names_the_first_package_and_the_notice():
    correction = replace(PACKAGE, corrects=UUID(int=1), notice="WS20260617-000001/1")
    content = package.build(correction, key=KEY)
    said = json.loads(entries(content)[MANIFEST])

    assert read(content) == correction
    assert (said["kind"], said["corrects"], said["notice"]) == ("correction", str(UUID(int=1)), correction.notice)
    assert "kind" not in manifest_of()
    assert read(signed(manifest_of(kind="filing"), {part.path: part.content for part in PACKAGE.parts})) == PACKAGE


def test_the_same_package_is_always_the_same_bytes():
    assert package.build(PACKAGE, key=KEY) == package.build(PACKAGE, key=KEY)


@pytest.mark.promise("4")
@pytest.mark.parametrize("name", [APPLICATION, "materials/001.pdf"])
def test_a_file_that_was_changed_on_the_way_is_named(name):
    files = entries(package.build(PACKAGE, key=KEY))
    files[name] = files[name][:-1] + b"!"

    assert fault(zipped(list(files.items()))) == name


def test_a_longer_file_than_the_manifest_says_is_named():
    files = entries(package.build(PACKAGE, key=KEY))
    files[APPLICATION] += b" and more"

    assert fault(zipped(list(files.items()))) == APPLICATION


@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE, APPLICATION, "materials/001.pdf"])
def test_a_missing_file_is_named(name):
    files = entries(package.build(PACKAGE, key=KEY))
    del files[name]

    assert fault(zipped(list(files.items()))) == name


def test_a_file_the_manifest_does_not_name_is_refused():
    files = entries(package.build(PACKAGE, key=KEY)) | {"materials/002.pdf": b"%PDF"}
    assert fault(zipped(list(files.items()))) == "materials/002.pdf"


@pytest.mark.parametrize(
    "name",
    [
        "../evil.pdf",
        "/etc/passwd",
        "materials/../001.pdf",
        "materials\\001.pdf",
        "materials/001.exe",
        "materials/",
        "a.pdf",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    files = entries(package.build(PACKAGE, key=KEY)) | {name: b"x"}
    assert fault(zipped(list(files.items()))) == name.replace("\\", "\\")


def test_two_files_of_one_name_are_refused():
    files = entries(package.build(PACKAGE, key=KEY))
    with pytest.raises(BadPackage, match="同名"):
        read(zipped([*files.items(), (APPLICATION, files[APPLICATION])]))


def test_two_lines_of_the_manifest_for_one_file_give_it_once_too_often():
    manifest = manifest_of()
    manifest["files"].append(manifest["files"][1])

    assert fault(signed(manifest, {part.path: part.content for part in PACKAGE.parts})) == MANIFEST


def test_a_bomb_is_not_unpacked():
    files = entries(package.build(PACKAGE, key=KEY)) | {"materials/002.pdf": b"0" * (MOST + 1)}
    bomb = zipped(list(files.items()), zipfile.ZIP_DEFLATED)

    assert len(bomb) < MOST
    assert fault(bomb) == "package"


def test_a_package_that_is_too_large_or_holds_too_many_files_is_refused():
    many = [(f"materials/{number:03}.pdf", b"") for number in range(package.MOST_FILES + 4)]

    assert fault(package.build(PACKAGE, key=KEY), most_bytes=100) == "package"
    assert fault(zipped(many)) == "package"


def test_another_version_is_refused_by_its_name():
    files = {part.path: part.content for part in PACKAGE.parts}
    with pytest.raises(BadPackage, match="court-package/9"):
        read(signed(manifest_of(format="court-package/9"), files))


@pytest.mark.parametrize("changed", [{"sender": "鲁0124"}, {"receiver": "鲁0124"}])
def test_a_package_of_or_for_another_court_is_refused(changed):
    assert fault(package.build(PACKAGE, key=KEY), **changed) == MANIFEST


def test_another_courts_signature_is_refused():
    assert fault(package.build(PACKAGE, key=OTHER_KEY)) == SIGNATURE


@pytest.mark.parametrize(
    "changed",
    [
        {"files": None},
        {"files": [1]},
        {"files": [{"path": "a"}]},
        {"filing": []},
        {"package_id": "7"},
        {"package_id": 7},
        {"kind": "appeal"},
        {"kind": ["correction"]},
        {"kind": "correction"},
        {"kind": "correction", "corrects": "7", "notice": "1"},
        {"kind": "correction", "corrects": str(PACKAGE.package_id), "notice": 1},
    ],
)
def test_a_manifest_without_its_parts_is_refused(changed):
    assert fault(signed(manifest_of(**changed), {})) == MANIFEST


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_refused(content):
    assert fault(content) == "package"


def test_a_broken_entry_is_named():
    content = bytearray(zipped(list(entries(package.build(PACKAGE, key=KEY)).items()), zipfile.ZIP_DEFLATED))
    start = content.find(b"materials/001.pdf") + len("materials/001.pdf")
    content[start : start + 4] = b"\xff\xff\xff\xff"

    assert fault(bytes(content)) == "materials/001.pdf"
