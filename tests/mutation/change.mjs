// What a change touches, for tests/mutation/run --change: the members of the core in which a line is new or another.
// usage: node change.mjs <folder>; writes patterns for Stryker there, and every: of how many mutants one is tested. No patterns: nothing is touched.
// The change is what differs, in the work tree, from the merge base with the main branch; on main itself from the commit of results.txt, else from the commit before.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const core = "functions/ActionsFunctions/";
// What ten minutes allow on two cores, and how many mutants a line of a member has (results.txt has both).
const most = 300;
const perLine = 0.6;

function git(...args) {
  try {
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 28 }).trim();
  } catch {
    return null;
  }
}

const commit = (name) => git("rev-parse", "--verify", "--quiet", `${name}^{commit}`);

/** The commit that the change is counted from, and what it is called. */
function base() {
  const head = commit("HEAD");
  for (const main of [process.env.GITHUB_BASE_REF && `origin/${process.env.GITHUB_BASE_REF}`, "origin/main", "main"].filter(Boolean)) {
    const common = commit(main) && git("merge-base", "HEAD", main);
    if (common && common !== head) return [common, `the merge base with ${main}`];
  }
  const report = existsSync("tests/mutation/results.txt") && /^commit ([0-9a-f]{40})/m.exec(readFileSync("tests/mutation/results.txt", "utf8"))?.[1];
  if (report && git("merge-base", "--is-ancestor", report, "HEAD") !== null) return [report, "the commit of tests/mutation/results.txt"];
  return [commit("HEAD~1"), "the commit before"];
}

/** By file, the numbers of the lines that are new or another. */
function changedLines(from) {
  const files = new Map();
  let lines;
  for (const line of git("diff", "--unified=0", "--no-color", "--no-renames", from, "--", `${core}*.cs`).split("\n")) {
    const file = /^\+\+\+ b\/(.*)$/.exec(line)?.[1];
    if (file) files.set(file, (lines = []));
    const [, start, count = "1"] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (start && files.size > 0) lines.push(...Array.from({ length: Number(count) }, (_, index) => Number(start) + index));
  }
  for (const file of git("ls-files", "--others", "--exclude-standard", "--", `${core}*.cs`).split("\n").filter(Boolean))
    files.set(file, readFileSync(file, "utf8").split("\n").map((_, index) => index + 1));
  return files;
}

/** From the first line to the last of the member that a line belongs to. Members stand four columns in, and what is theirs further: the formatter sees to it. */
function memberAt(lines, number) {
  const outside = (line) => /^ {0,4}\S/.test(line);
  let [first, last] = [number - 1, number - 1];
  while (first > 0 && !(outside(lines[first]) && !/^ *[{}]/.test(lines[first]))) first--;
  while (last < lines.length - 1 && !(outside(lines[last]) && /^ *}|;$/.test(lines[last]))) last++;
  return [first, last];
}

const [from, name] = git("rev-parse", "--git-dir") ? base() : [null];
if (!from) {
  console.log("mutation testing: what has changed cannot be known here, there is no history");
  process.exit(0);
}

const patterns = [];
let touched = 0;
for (const [file, numbers] of changedLines(from)) {
  const text = readFileSync(file, "utf8");
  const lines = text.split("\n");
  const starts = lines.map(() => 0);
  for (let index = 1; index < lines.length; index++) starts[index] = starts[index - 1] + lines[index - 1].length + 1;
  // A comment above a member begins it as well: of what ends alike the longest counts.
  const members = new Map();
  for (const [first, last] of numbers.filter((number) => lines[number - 1]?.trim()).map((number) => memberAt(lines, number)))
    members.set(last, [Math.min(first, members.get(last)?.[0] ?? first), last]);
  if (members.size === 0) continue;
  touched += new Set([...members.values()].flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))).size;
  patterns.push(file.slice(core.length) + [...members.values()].map(([first, last]) => `{${starts[first]}..${starts[last] + lines[last].length}}`).join(""));
}

const every = Math.max(1, Math.ceil((touched * perLine) / most));
console.log(`mutation testing: ${patterns.length === 0 ? "nothing of the core" : `${touched} lines of members in ${patterns.length} files`} changed since ${name} (${from.slice(0, 7)})${
  every === 1 ? "" : `; too many mutants for ten minutes, so that one of ${every} is tested`}`);
if (patterns.length > 0) {
  writeFileSync(join(process.argv[2], "patterns"), patterns.map((pattern) => `${pattern}\n`).join(""));
  writeFileSync(join(process.argv[2], "every"), `${every}`);
}
