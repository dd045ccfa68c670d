"""``ecograph new``: an empty dataset, as CSV files and as a workbook to fill in."""

from pathlib import Path

import click

from ecograph.errors import EcographError


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
def command(*, folder: Path) -> None:
    """Write an empty dataset to FOLDER: dataset.toml, a CSV file per table, and template.xlsx.

    Fill in either the CSV files or the workbook; both hold the same tables. In the workbook closed lists are
    drop-downs, and the note on each header explains the column.

    \b
    Examples:
      ecograph new my_dataset
      ecograph check my_dataset
      ecograph check my_dataset/template.xlsx
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.outputs.template import WORKBOOK, empty_dataset
    from ecograph.stores.files import alone, replace_folder

    with alone(folder) as place:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise EcographError(f"{folder}: found something there already, expected a new folder; choose another name")
        files = empty_dataset()
        replace_folder(place, files)
    click.echo(
        f"wrote {len(files)} files to {folder}. Fill in the CSV files, then: ecograph check {folder}\n"
        f"Or fill in the workbook alone, then: ecograph check {folder / WORKBOOK}",
        err=True,
    )
