# SPDX-License-Identifier: BSL-1.0
"""One misuse a file: it compiles without the misuse, and with it the compiler says one thing, in quern's words.

    python3 tests/errors/check.py --work FOLDER [--apart] MISUSE.cpp ... -- COMPILER FLAG ...

Line 1 of a file is `// expect: REGEX` (of Python, and `.` may be a line's end), the misuse stands inside `#ifdef QUERN_MISUSE`. Files that
need nothing but quern.hpp are compiled together, each in a namespace of its own: a compiler takes a second for the header alone. A file that
is not rejected as it should be in there is compiled alone, and judged by that: it may fail in a template that an earlier file failed in, and
a compiler says such a thing once. --apart compiles every file alone.
"""
import os
import pathlib
import re
import subprocess
import sys

# Lines that come before a diagnostic and say where it stands.
OPENING = re.compile(r"^In file included from |^\S+: In |^\S+: At global scope")
DIAGNOSTIC = re.compile(r":\d+:\d+: (fatal error|error|warning|note): ")
ERROR = re.compile(r":\d+:\d+: (fatal )?error: ")
INCLUDE = re.compile(r"^#include <([^>]+)>", re.MULTILINE)


def compile_source(command, source, misuse):
    # English messages with plain quotes, whatever the user's locale.
    done = subprocess.run(command + ["-fsyntax-only", *(["-DQUERN_MISUSE"] if misuse else []), str(source)],
                          env={**os.environ, "LC_ALL": "C"}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode not in (0, 1):  # a crash is no rejection
        sys.exit(f"the compiler ended with {done.returncode}\n{done.stdout}")
    return done.returncode, done.stdout


def blocks(output):
    """The compiler's output, cut so that each piece holds one error and everything said of it: what leads to it and its notes."""
    lines = output.splitlines(keepends=True)
    pieces, inside = [[]], False
    for i, line in enumerate(lines):
        if not inside and (OPENING.match(line) or DIAGNOSTIC.search(line)):
            found = next(filter(None, map(DIAGNOSTIC.search, lines[i:])), None)
            if found and found[1] != "note":
                pieces.append([])
                inside = True  # until the error itself is said
        if DIAGNOSTIC.search(line):
            inside = False
        pieces[-1].append(line)
    return ["".join(piece) for piece in pieces]


def expected_of(file):
    first = file.read_text().split("\n", 1)[0]
    if not first.startswith("// expect: "):
        sys.exit(f"{file}: line 1 must be `// expect: REGEX`")
    return re.compile(first.removeprefix("// expect: "), re.DOTALL)


def complaint(file, output):
    """What is wrong with what the compiler said of a misuse, or None."""
    errors = len(ERROR.findall(output))
    if errors == 0:
        return "it compiled, but must not"
    if not expected_of(file).search(output):
        return f"it failed, but not in the expected words\n  expected: {expected_of(file).pattern}"
    # One mistake, one error: what follows from it is not said.
    return f"{errors} errors, but one mistake" if errors != 1 else None


def write_together(files, source):
    headers = {header for file in files for header in INCLUDE.findall(file.read_text())}
    text = "".join(f"#include <{header}>\n" for header in sorted(headers))
    text += '#pragma GCC diagnostic ignored "-Wreturn-type" // main has another name here\n'
    text += "".join(f'namespace in_{file.stem} {{\n#include "{file}"\n}}\n' for file in files)
    source.write_text(text)


def judge_together(command, files, source):
    """The files that hold; the others have to be looked at alone."""
    write_together(files, source)
    if compile_source(command, source, misuse=False)[0] != 0:
        return set()
    no_limit = ["-ferror-limit=0"] if "clang" in pathlib.Path(command[0]).name else []
    said = [piece for piece in blocks(compile_source(command + no_limit, source, misuse=True)[1]) if ERROR.search(piece)]
    of_file = {file: "".join(piece for piece in said if re.search(rf"{re.escape(str(file))}:\d+", piece)) for file in files}
    if not all(any(piece in text for text in of_file.values()) for piece in said):  # an error that names no file might be anyone's second
        return set()
    return {file for file in files if complaint(file, of_file[file]) is None}


def judge_alone(command, file):
    code, output = compile_source(command, file, misuse=False)
    if code != 0:
        return f"it does not compile without the misuse\n{output}"
    output = compile_source(command, file, misuse=True)[1]
    wrong = complaint(file, output)
    return wrong and f"{wrong}\n{output}"


def main():
    arguments = sys.argv[1:]
    command = arguments[arguments.index("--") + 1:]
    arguments = arguments[:arguments.index("--")]
    work = pathlib.Path(arguments[arguments.index("--work") + 1])
    files = [pathlib.Path(argument) for argument in arguments if argument.endswith(".cpp")]

    # A header that others need may be what a misuse lacks.
    plain = [file for file in files if all(h == "quern.hpp" or "/" not in h for h in INCLUDE.findall(file.read_text()))]
    held = set() if "--apart" in arguments else judge_together(command, plain, work / f"together_{files[0].stem}.cpp")
    failed = False
    for file in files:
        wrong = None if file in held else judge_alone(command, file)
        print(f"{file.stem}: {wrong or ('rejected' if file in held else 'rejected, alone')}")
        failed = failed or wrong is not None
    sys.exit(1 if failed else 0)


main()
