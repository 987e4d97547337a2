# SPDX-License-Identifier: BSL-1.0
"""Each ```cpp block of README.md that opens with `// examples/<path>` is that file: what a reader copies is what the tests compile."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])


def body(text):
    """The lines that count: all but the SPDX line and blank lines at either end."""
    return "\n".join(line.rstrip() for line in text.splitlines() if "SPDX-License-Identifier" not in line).strip()


def main():
    readme = ROOT / "README.md"
    if not readme.is_file():
        return print("skipped: there is no README.md")
    blocks = re.findall(r"^```cpp\n// (examples/\S+)[^\n]*\n(.*?)^```", readme.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    wrong = [path for path, code in blocks if not (ROOT / path).is_file() or body((ROOT / path).read_text(encoding="utf-8")) != body(code)]
    print(f"{len(blocks)} blocks compared")
    if wrong:
        sys.exit("README.md differs from: " + ", ".join(wrong))


main()
