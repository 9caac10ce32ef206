"""The package that one court sends another: built from bytes and read from bytes, nothing else (docs/cross-region.md).

A ZIP of `manifest.json`, its Ed25519 signature `manifest.sig`, the application as PDF and the materials. The manifest
names every file with size and SHA-256; what it does not name, or names otherwise, makes the package unfit. A package
of the kind `correction` answers the notice it names, about the filing that the package it `corrects` has brought.
"""

import base64
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FORMAT = "court-package/1"
FILING, CORRECTION = "filing", "correction"
"""What a package brings. A manifest that does not say brings a filing."""
MANIFEST, SIGNATURE, APPLICATION = "manifest.json", "manifest.sig", "application.pdf"
MATERIAL = re.compile(r"materials/[0-9]{3}\.(pdf|jpg|png|heic|docx)", re.ASCII)
MOST_FILES = 300
MOST_MANIFEST_BYTES = 1024 * 1024
MOST_LISTING_BYTES = 1024 * 1024
ZIP_END = b"PK\x05\x06"
ALWAYS_THE_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""Every entry carries it, so that the same contents always make the same bytes."""


class BadPackage(Exception):
    """The package cannot be taken: `file` is what is wrong in it, `str(error)` a Chinese sentence that says why."""

    def __init__(self, file: str, words: str) -> None:
        super().__init__(words)
        self.file = file


@dataclass(frozen=True)
class Part:
    """One file of a package. `slot` is the material slot it fills; the application has none."""

    path: str
    content: bytes
    name: str
    slot: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def line(self) -> dict[str, Any]:
        """What the manifest says of it."""
        about = {"path": self.path, "name": self.name, "slot": self.slot}
        return about | {"size": len(self.content), "sha256": self.sha256}


@dataclass(frozen=True)
class Package:
    """A package whose signature and hashes are right; `filing` is still to be checked by whoever takes it in.

    A correction names the first package (`corrects`) and the notice that it answers.
    """

    package_id: UUID
    sender: str
    receiver: str
    filing: dict[str, Any]
    parts: tuple[Part, ...]
    corrects: UUID | None = None
    notice: str = ""


def build(package: Package, *, key: bytes) -> bytes:
    """The ZIP of `package`, signed with the 32 bytes of an Ed25519 private key. The same package, the same bytes."""
    manifest = {
        "format": FORMAT,
        "package_id": str(package.package_id),
        "sender": package.sender,
        "receiver": package.receiver,
        "filing": package.filing,
        "files": [part.line for part in package.parts],
    }
    if package.corrects:
        manifest |= {"kind": CORRECTION, "corrects": str(package.corrects), "notice": package.notice}
    content = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
    signature = base64.b64encode(Ed25519PrivateKey.from_private_bytes(key).sign(content))
    return _zip([(MANIFEST, content), (SIGNATURE, signature), *((part.path, part.content) for part in package.parts)])


def public_key_of(key: bytes) -> str:
    """What others verify our signatures with, in Base64."""
    return base64.b64encode(Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()).decode()


def verify(content: bytes, *, public_key: str, sender: str, receiver: str, most_bytes: int) -> Package:
    """Open a package that `sender` is said to have sent to `receiver`. Raises BadPackage, naming the file at fault.

    Nothing is unpacked before its name, its count and the sizes it claims are within bounds, and nothing is read
    beyond the size it claims; together the files may hold `most_bytes`.
    """
    if len(content) > most_bytes:
        raise BadPackage("package", f"材料包超过 {most_bytes // 1024 // 1024} MB 的上限。")
    with _open(content) as archive:
        entries = _entries(archive, most_bytes)
        manifest = _manifest(archive, entries, public_key)
        for field, wanted in (("sender", sender), ("receiver", receiver)):
            if manifest["fields"][field] != wanted:
                raise BadPackage(MANIFEST, f"{field} 应当是“{wanted}”，材料包写的是“{manifest['fields'][field]}”。")
        paths = [line.get("path") for line in manifest["files"] if isinstance(line, dict)]
        if len(set(map(str, paths))) != len(manifest["files"]):
            raise BadPackage(MANIFEST, "清单里同一个文件写了两次，或者有一个文件没有写全。")
        parts = tuple(_part(archive, entries, line) for line in manifest["files"])
    if extra := entries.keys() - {MANIFEST, SIGNATURE} - {part.path for part in parts}:
        raise BadPackage(min(extra), "清单（manifest.json）里没有这个文件。")
    return Package(
        manifest["package_id"], sender, receiver, manifest["filing"], parts, manifest["corrects"], manifest["notice"]
    )


def _open(content: bytes) -> zipfile.ZipFile:
    end = content.rfind(ZIP_END)
    if end < 0 or int.from_bytes(content[end + 12 : end + 16], "little") > MOST_LISTING_BYTES:
        raise BadPackage("package", "不是可以打开的 ZIP 材料包。")
    try:
        return zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise BadPackage("package", "不是可以打开的 ZIP 材料包。") from error


def _entries(archive: zipfile.ZipFile, most_bytes: int) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    if len(archive.infolist()) > MOST_FILES + 3:
        raise BadPackage("package", f"材料包里的文件超过 {MOST_FILES} 个。")
    for entry in archive.infolist():
        name = entry.filename
        if name not in (MANIFEST, SIGNATURE, APPLICATION) and not MATERIAL.fullmatch(name):
            raise BadPackage(name[:100], "文件名不符合材料包的格式。")
        if name in entries:
            raise BadPackage(name, "材料包里有两个同名的文件。")
        if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadPackage(name, "文件加了密码，或者压缩方式不受支持。")
        entries[name] = entry
    if sum(entry.file_size for entry in entries.values()) > most_bytes:
        raise BadPackage("package", f"材料包展开后超过 {most_bytes // 1024 // 1024} MB 的上限。")
    return entries


def _read(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], name: str, most: int) -> bytes:
    if name not in entries:
        raise BadPackage(name, "材料包里缺少这个文件。")
    try:
        with archive.open(entries[name]) as file:
            content = file.read(most + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise BadPackage(name, "文件已损坏，读不出来。") from error
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise BadPackage(name, "文件已损坏，读不出来。") from error
    if len(content) > most:
        raise BadPackage(name, "文件比清单写明的大。")
    return content


def _manifest(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], public_key: str) -> dict[str, Any]:
    content = _read(archive, entries, MANIFEST, MOST_MANIFEST_BYTES)
    try:
        signature = base64.b64decode(_read(archive, entries, SIGNATURE, 200), validate=True)
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key)).verify(signature, content)
    except (InvalidSignature, ValueError) as error:
        raise BadPackage(SIGNATURE, "签名与清单不符，或者不是该院的签名。") from error
    try:
        said = json.loads(content)
        if said["format"] != FORMAT:
            raise BadPackage(MANIFEST, f"本院只接收格式为 {FORMAT} 的材料包，这个是“{said['format']}”。")
        fields = {name: str(said[name]) for name in ("sender", "receiver")}
        files, filing, package_id = said["files"], said["filing"], UUID(said["package_id"])
        kind = said.get("kind", FILING)
        if kind not in (FILING, CORRECTION):
            raise BadPackage(MANIFEST, f"本院不接收“{kind}”这一类材料包。")
        corrects = UUID(said["corrects"]) if kind == CORRECTION else None
        notice = said["notice"] if kind == CORRECTION else ""
        if not (isinstance(files, list) and isinstance(filing, dict) and isinstance(notice, str)):
            raise TypeError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadPackage(MANIFEST, "清单缺少必需的内容，或者不是规定的格式。") from error
    return {
        "fields": fields,
        "files": files,
        "filing": filing,
        "package_id": package_id,
        "corrects": corrects,
        "notice": notice,
    }


def _part(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], line: Any) -> Part:
    try:
        path, name, slot, size, sha256 = (line[key] for key in ("path", "name", "slot", "size", "sha256"))
        well_formed = all(isinstance(text, str) for text in (path, name, slot, sha256)) and isinstance(size, int)
    except (KeyError, TypeError) as error:
        raise BadPackage(MANIFEST, "清单里有一个文件没有写全。") from error
    if not well_formed or size < 0 or (path != APPLICATION and not MATERIAL.fullmatch(path)):
        raise BadPackage(MANIFEST, "清单里有一个文件没有按格式写明。")
    part = Part(path, _read(archive, entries, path, size), name, slot)
    if len(part.content) != size or part.sha256 != sha256:
        raise BadPackage(path, "文件内容与清单写明的大小或者校验值（SHA-256）不符，可能在传送中被改动。")
    return part


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, ALWAYS_THE_SAME_TIME), content)
    return out.getvalue()
