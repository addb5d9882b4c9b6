"""A session on Apache Spark that counts as our other databases do, and answers one SQL text with bound parameters.

    session(master)  ->  Spark, on this machine or any cluster
    expose(spark, name, files)  ->  Parquet files as a table
    answer(spark, sql, parameters)  ->  rows

pyspark is the extra `dampingi[spark]` and needs Java; without either `session` says so. See README.md and docs/adr/0042.
"""

from dampingi.engines.spark.answers import answer, expose
from dampingi.engines.spark.sessions import LOCAL, Unavailable, missing, session

__all__ = ["LOCAL", "Unavailable", "answer", "expose", "missing", "session"]
