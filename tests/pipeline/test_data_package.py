"""``datapackage.json`` keeps Data Package 2.0 and describes the files that stand beside it.

``data_package_2_0.json`` states the standard's constraints on the properties we use, written by
hand from https://datapackage.org/standard/ (package, resource and table schema); a property that it
does not know, other than our two English ones, fails.
"""

import hashlib
import json
from pathlib import Path

import jsonschema
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from frikommune_viz.pipeline.columns import Kind
from frikommune_viz.pipeline.schema import COMPUTED, EDITION_TABLES, TABLES
from frikommune_viz.pipeline.survey_schema import PRACTICE_TABLES, SURVEY_TABLES
from frikommune_viz.pipeline.write_edition import arrow_type
from frikommune_viz.spreadsheet import unguard

STANDARD = json.loads(Path(__file__).with_name("data_package_2_0.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def folder(repository):
    return repository / "data" / "published"


@pytest.fixture(scope="module")
def package(folder):
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def test_the_package_keeps_the_standard(package):
    jsonschema.Draft7Validator.check_schema(STANDARD)
    jsonschema.validate(package, STANDARD, jsonschema.Draft7Validator)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda package: package.pop("resources"),
        lambda package: package["resources"][0].pop("name"),
        lambda package: package["resources"][0].update(path="../secret.csv"),
        lambda package: package["resources"][0].update(type="tabular"),
        lambda package: package["resources"][0]["schema"]["fields"][0].update(type="text"),
        lambda package: package["licenses"].append({"title": "without name and path"}),
        lambda package: package.update(created="today"),
        lambda package: package.update(titel="misspelt"),
    ],
)
def test_the_standard_as_stated_refuses_what_breaks_it(package, spoil):
    broken = json.loads(json.dumps(package))
    spoil(broken)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, STANDARD, jsonschema.Draft7Validator)


def test_every_file_is_described_with_its_bytes_and_hash(package, folder):
    described = {resource["path"]: resource for resource in package["resources"]}
    assert set(described) == {path.name for path in folder.iterdir()} - {
        "datapackage.json",
        "manifest.json",
    }
    for name, resource in described.items():
        content = (folder / name).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_manifest_holds_the_hash_of_every_other_file(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["files"] == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.name != "manifest.json"
    }
    assert (manifest["edition"], manifest["version"]) == ("published", "1.0.0")


def test_every_table_has_a_licence_and_its_documents(package):
    tables = {r["name"]: r for r in package["resources"] if r.get("type") == "table"}
    # The published edition has no survey, and a table without rows is not written.
    assert set(tables) == set(EDITION_TABLES) - set(SURVEY_TABLES) - set(PRACTICE_TABLES)
    for name, resource in tables.items():
        assert resource["licenses"], name
        assert resource["sources"] or name == "sources", name


def test_every_column_is_explained_in_both_languages(package):
    for resource in package["resources"]:
        for field in resource.get("schema", {}).get("fields", []):
            for words in ("title", "title_en", "description", "description_en"):
                assert field[words], (resource["name"], field["name"])


@pytest.mark.parametrize(
    "table", [*TABLES.values(), *COMPUTED.values()], ids=lambda table: table.name
)
def test_the_csv_twin_says_the_same_as_the_parquet(table, folder, package):
    twin = pacsv.read_csv(
        folder / f"{table.name}.csv",
        convert_options=pacsv.ConvertOptions(
            column_types={column.name: arrow_type(column) for column in table.columns},
            strings_can_be_null=True,
            null_values=[""],
        ),
    )
    rows = pq.read_table(folder / f"{table.name}.parquet")
    same = [
        {key: unguard(cell) if isinstance(cell, str) else cell for key, cell in row.items()}
        for row in twin.to_pylist()
    ]
    assert same == rows.to_pylist()
    resource = next(r for r in package["resources"] if r["name"] == table.name)
    assert [field["name"] for field in resource["schema"]["fields"]] == rows.column_names


def test_every_link_of_the_package_points_at_a_key(package):
    keys = {
        r["name"]: r["schema"]["primaryKey"]
        for r in package["resources"]
        if r.get("type") == "table"
    }
    found = {
        (resource["name"], column)
        for resource in package["resources"]
        for link in resource.get("schema", {}).get("foreignKeys", [])
        for column in link["fields"]
        if link["reference"]["fields"] == keys[link["reference"]["resource"]]
    }
    assert found == {
        (name, column.name)
        for name in keys
        for column in EDITION_TABLES[name].columns
        if column.target and column.target != name and column.kind is not Kind.IDS
    }
