"""The peer of an export: the standard library's readers and writers alone, from the same records to the same rows.

`python plain_writer.py csv|jsonl RECORDS.jsonl FILE`: what a careful script of twenty lines would do.
"""

import csv
import json
import sys

STAMPS = {"dataset": "2026.11.1", "licence": "CC-BY-4.0. Not advice.", "query": "figures"}


def main(name: str, source: str, target: str) -> None:
    """Write each record of a file of JSON lines as a row or a line."""
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8", newline="") as stream:
        if name == "jsonl":
            for line in lines:
                stream.write(json.dumps(json.loads(line) | STAMPS, ensure_ascii=False) + "\n")
            return
        writer = csv.writer(stream, lineterminator="\n")
        for number, line in enumerate(lines):
            record = json.loads(line)
            if not number:
                writer.writerow([*record, "details", *STAMPS])
            nested = {key: value for key, value in record.items() if isinstance(value, (dict, list)) and value}
            cells = ["; ".join(map(str, value)) if isinstance(value, list) else value for value in record.values()]
            writer.writerow([*cells, json.dumps(nested, ensure_ascii=False), *STAMPS.values()])


if __name__ == "__main__":
    main(*sys.argv[1:])
