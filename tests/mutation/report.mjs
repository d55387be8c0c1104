// Makes text of Stryker's JSON and of what the host noted (trials.tsv): totals by folder, and a line for every mutant that no test noticed.
// usage: node report.mjs <mutation-report.json> <trials.tsv> <folder for results.txt and survivors.txt> [lines that results.txt begins with ...]
//        node report.mjs --floor <mutation-floor.json> <mutation-report.json> <trials.tsv>; exit 1 where the score is under the floor
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const core = "functions/ActionsFunctions/";
const floorFile = process.argv[2] === "--floor" ? process.argv[3] : null;
const [reportFile, trialsFile, folder, ...head] = process.argv.slice(floorFile ? 4 : 2);
const noted = (existsSync(trialsFile) ? readFileSync(trialsFile, "utf8") : "").split("\n").map((line) => line.split("\t"));
const idsOf = (wanted) => new Set(noted.filter(([, verdict]) => verdict === wanted).map(([id]) => id));
const [leftOut, hanging] = [idsOf("LeftOut"), idsOf("Hangs")];
const cut = new Set(noted.filter((cells) => cells[6] === "True").map(([id]) => id));

/** What a mutant's status counts as, unless the host knows better. Those that were not asked for, or stand in a block that another mutant removes, count nowhere. */
const columns = { Killed: "killed", Timeout: "hangs", Survived: "survived", NoCoverage: "untested", RuntimeError: "crashed", CompileError: "uncompiled" };
const empty = () => ({ killed: 0, hangs: 0, survived: 0, untested: 0, crashed: 0, uncompiled: 0, left: 0, cut: 0 });
const folders = new Map();
const survivors = [];

for (const [path, file] of Object.entries(JSON.parse(readFileSync(reportFile, "utf8")).files)) {
  const name = path.replaceAll("\\", "/").replace(new RegExp(`^.*${core}`), "");
  const lines = file.source.split("\n");
  for (const mutant of file.mutants) {
    const kind = leftOut.has(mutant.id) ? "left" : hanging.has(mutant.id) ? "hangs" : columns[mutant.status];
    if (!kind) continue;
    const row = name.includes("/") ? name.split("/")[0] : name;
    if (!folders.has(row)) folders.set(row, empty());
    folders.get(row)[kind]++;
    if (kind === "survived" && cut.has(mutant.id)) folders.get(row).cut++;
    if (kind === "survived" || kind === "untested")
      survivors.push({ name, line: mutant.location.start.line, text: `${kind === "untested" ? "no test: " : ""}${mutant.mutatorName}: ${short(original(lines, mutant.location))} -> ${short(mutant.replacement)}` });
  }
}

function original(lines, { start, end }) {
  const part = lines.slice(start.line - 1, end.line);
  part[part.length - 1] = part.at(-1).slice(0, end.column - 1);
  part[0] = part[0].slice(start.column - 1);
  return part.join(" ");
}

function short(text = "") {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 110 ? `${line.slice(0, 80)} … ${line.slice(-27)}` : line;
}

const noticed = (row) => row.killed + row.hangs;
const tested = (row) => noticed(row) + row.survived + row.untested;
const score = (row) => (tested(row) === 0 ? 100 : Math.floor((1000 * noticed(row)) / tested(row)) / 10);
const all = [...folders.values()].reduce((sum, row) => Object.fromEntries(Object.keys(sum).map((key) => [key, sum[key] + row[key]])), empty());
const order = ([a], [b]) => (a < b ? -1 : 1);
const table = [
  `${"folder".padEnd(22)}${["mutants", "killed", "hang", "survived", "no test", "score"].map((title) => title.padStart(9)).join("")}`,
  ...[...[...folders].filter(([, row]) => tested(row) > 0).sort(order), ["all", all]].map(([name, row]) =>
    `${name.padEnd(22)}${[tested(row), row.killed, row.hangs, row.survived, row.untested, score(row).toFixed(1)].map((cell) => `${cell}`.padStart(9)).join("")}`),
  "",
  `Beside them ${all.uncompiled} that do not compile and ${all.crashed} that crash the process. ${all.cut} of the survivors were not shown to all tests that reach them.`,
];
survivors.sort((a, b) => (a.name === b.name ? a.line - b.line : a.name < b.name ? -1 : 1));
const list = survivors.map(({ name, line, text }) => `${name}:${line} ${text}`);

if (floorFile === null) {
  writeFileSync(join(folder, "results.txt"), [...head, "", ...table, ""].join("\n"));
  writeFileSync(join(folder, "survivors.txt"), [...list, ""].join("\n"));
} else {
  const floor = JSON.parse(readFileSync(floorFile, "utf8"));
  const unnoticed = all.survived + all.untested;
  const enough = score(all) >= floor.score || unnoticed <= floor.survivors;
  for (const line of [...list, "", ...table]) console.log(line);
  console.log(`${tested(all)} mutants tested, ${all.left} left out; score ${score(all).toFixed(1)} (floor ${floor.score}, and ${floor.survivors} may survive whatever the score)`);
  console.log(enough ? "1 passed, 0 failed" : "0 passed, 1 failed");
  process.exitCode = enough ? 0 : 1;
}
