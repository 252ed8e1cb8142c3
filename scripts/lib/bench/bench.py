"""Prints one table of what was measured against what is asked for. Figures are read, not asserted: it ends with 0."""

import os
import platform
import sys
import tempfile
from pathlib import Path

import figures
from against import against
from rows import AT_LEAST


def machine():
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB, Linux {platform.release()}, load {os.getloadavg()[0]:.1f}"


def verdict(row):
    reached = row.measured >= row.target if row.good == AT_LEAST else row.measured <= row.target
    return "" if reached else "  missed"


def number(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def measure(words):
    """The rows of all figures, of those that are named, or of `against BINARY`."""
    known = {figure.__name__: figure for figure in figures.ALL}
    with tempfile.TemporaryDirectory(prefix="understudy-bench-") as folder:
        if words[:1] == ["against"]:
            if len(words) != 2:
                sys.exit("scripts/bench against OTHER: the path of another binary")
            return list(against(folder, Path(words[1]).resolve(strict=True)))
        return [row for name in words or known for row in known[name](folder)]


def main(words):
    print(machine())
    rows = measure(words)
    # Ratios first: they hold on other machines too.
    rows.sort(key=lambda row: row.unit != "")
    widest = max(len(row.what) for row in rows)
    for row in rows:
        target = f"{row.good} {row.target:g} {row.unit}".rstrip()
        print(f"{row.what:<{widest}}  {number(row.measured):>7} {row.unit:<2}  {target}{verdict(row)}")


main(sys.argv[1:])
