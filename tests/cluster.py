"""Spark with two workers on this machine. From the wheel alone `local-cluster` runs: it starts executors as processes, which exchange what they sort and join
over sockets and know nothing of the driver's memory, as on any cluster; `local[2]` would be two threads of one process."""

import importlib.util
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dampingi.engines.spark import session

TWO_WORKERS = "local-cluster[2,1,1024]"
SHORT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For a life of minutes and tables of forty rows: Java would spend more on making its own code quick than on the questions."""


SMALL = {
    "spark.executor.memory": "768m",
    "spark.driver.extraJavaOptions": SHORT,
    "spark.executor.extraJavaOptions": SHORT,
}


@contextmanager
def started(master: str, folder: Path, settings: Mapping[str, str] = SMALL) -> Iterator[Any]:
    places = {
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder / "scratch"),
    }
    made = session(master or TWO_WORKERS, settings={**settings, **places})
    own = made.sparkContext.applicationId
    try:
        yield made
    finally:
        made.stop()
        _clear(own)


def _clear(application: str) -> None:
    """A local cluster keeps its executors' folders inside the installed package, where those of other processes' clusters stand as well."""
    found = importlib.util.find_spec("pyspark")
    if found and found.origin:
        shutil.rmtree(Path(found.origin).parent / "work" / application, ignore_errors=True)
