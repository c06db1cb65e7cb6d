"""The widget's own JSON, for pages whose JSON is not what it was: the same text and values as the language's."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

BUILT = Path(__file__).parents[2] / "backend" / "embed" / "built"
LEND = Path(__file__).parents[2] / "widget" / "src" / "panel" / "lend.ts"

SCRIPT = """
import { parse } from './j.mjs';
import { LETTER as text } from './p.mjs';
const letters = Array.from({ length: 300 }, (_, code) => String.fromCharCode(code)).join('');
const values = [
  [], {}, null, true, false, 0, -1, 2.5, 1e21, 1e-7, '', letters, '\\u2028 \\ud83d\\ude82 "\\\\/',
  { '': { 'a b': [[], [{}]] } },
  [{ id: 'x', said_: { rating: 0, answers: { map: ['a', 'b'], length: '3' } }, none: null }],
];
for (const value of values) {
  const same = JSON.stringify(value);
  if (JSON.stringify(JSON.parse(text(value))) != same) throw new Error('text of ' + same + ' is ' + text(value));
  for (const written of [same, text(value), JSON.stringify(value, null, 2)]) {
    if (JSON.stringify(parse(written)) != same) throw new Error('read ' + written);
  }
}
if (text({ a: undefined, b: 1 }) != '{"b":1}') throw new Error('undefined stays');
const broken = ['', '{', '[1', '[1,]', '{"a"}', '{a:1}', '1 2', '"', 'undefined', '[1 2]', '{"a":1,}', '-', '1-1'];
for (const written of broken) {
  let read;
  try { read = parse(written); } catch { continue; }
  throw new Error('read ' + written + ' as ' + JSON.stringify(read));
}
"""


def test_it_writes_and_reads_what_the_language_would(tmp_path: Path):
    node = shutil.which("node")
    if not node:
        pytest.skip("node is missing")
    version = json.loads((BUILT / "manifest.json").read_text("utf-8"))["version"]
    for part in "jp":
        shutil.copy(BUILT / f"{part}.{version}.js", tmp_path / f"{part}.mjs")
    lent = ", ".join(re.findall(r"export \{ (.+) \}", LEND.read_text("utf-8"))).split(", ")
    (tmp_path / "run.mjs").write_text(SCRIPT.replace("LETTER", chr(97 + lent.index("text"))), "utf-8")
    done = subprocess.run([node, tmp_path / "run.mjs"], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
