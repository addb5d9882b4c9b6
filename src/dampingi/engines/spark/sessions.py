"""How a session is made: what every one of ours is told, and what only one on this machine needs."""

import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

LOCAL = "local[*]"
OLDEST_JAVA = 17
COUNTS_ALIKE: Mapping[str, str] = {
    "spark.sql.ansi.enabled": "true",  # too large a sum is an error and never a wrapped number
    "spark.sql.session.timeZone": "UTC",  # instants compare as stored, whatever zone a worker stands in
    "spark.sql.caseSensitive": "false",
}
"""What a figure could depend on. Not left to a cluster's own defaults. Texts compare by their bytes, which is Spark's default of every session."""
SMALL_FILES: Mapping[str, str] = {
    "spark.sql.sources.parallelPartitionDiscovery.parallelism": "32",
    "spark.sql.files.openCostInBytes": "262144",
}
"""A lake of a country is thousands of files of a city each. Left to itself Spark asks after each in a task of its own, and reads 32 at most in one."""
ON_ONE_MACHINE: Mapping[str, str] = {
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",  # its own disk is asked quicker than tasks are sent
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.showConsoleProgress": "false",
}


class Unavailable(RuntimeError):
    """No session can be made here. `problem`: "pyspark" (not installed), "java" (none of at least `OLDEST_JAVA`)."""

    def __init__(self, problem: Literal["pyspark", "java"]) -> None:
        cure = {
            "pyspark": "Spark is not installed: install dampingi[spark]",
            "java": f"Spark needs Java {OLDEST_JAVA} or newer: on Debian, apt-get install openjdk-17-jre-headless",
        }
        super().__init__(cure[problem])
        self.problem = problem


def missing() -> Literal["pyspark", "java"] | None:
    """What is lacking for a session on this machine."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark"
    return None if java_version() >= OLDEST_JAVA else "java"


def java_version() -> int:
    """0 without one."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not java or not Path(java).exists():
        return 0
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    return int(found[1]) if found else 0


def session(master: str = LOCAL, *, name: str = "dampingi", settings: Mapping[str, str] | None = None) -> Any:
    """A running `pyspark.sql.SparkSession`; whoever asked stops it. Raises Unavailable.

    `master`: `local[*]`, `local-cluster[2,1,1024]` (two workers as processes of this machine), `spark://...`, `yarn`, `k8s://...`.
    `settings` are Spark's own, and those of a cluster's spark-defaults.conf hold; neither can change what figures depend on.
    """
    if problem := missing():
        raise Unavailable(problem)
    here = master.startswith("local")
    if here:
        _stay_at_home()
    told = {**SMALL_FILES, **(ON_ONE_MACHINE if here else {}), **(settings or {}), **COUNTS_ALIKE}
    builder = importlib.import_module("pyspark.sql").SparkSession.builder.master(master).appName(name)
    for key, value in told.items():
        builder = builder.config(key, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made


def _stay_at_home() -> None:
    """Master and workers of a local cluster listen to this machine only: who reaches them may run anything."""
    os.environ["SPARK_LOCAL_IP"] = os.environ["SPARK_LOCAL_HOSTNAME"] = "127.0.0.1"
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    found = importlib.util.find_spec("pyspark")
    if found and found.origin:
        os.environ.setdefault("SPARK_HOME", str(Path(found.origin).parent))
