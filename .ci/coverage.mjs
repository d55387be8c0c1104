// Unites the coverage reports of all test projects for the core and compares them with the floor.
// usage: node coverage.mjs <folder with cobertura files> <floor.json>; exit 1 where a floor is missed.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [folder, floorFile] = process.argv.slice(2);
const reports = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith("coverage.cobertura.xml"));

// Line by line the best of all reports: what one suite leaves out, another may run.
const lines = new Map();
for (const report of reports) {
  const xml = readFileSync(join(folder, report), "utf8");
  for (const [, file, body] of xml.matchAll(/<class [^>]*filename="([^"]*)"[^>]*>([\s\S]*?)<\/class>/g)) {
    const name = file.replaceAll("\\", "/").replace(/^.*functions\//, "");
    for (const [, number, hits, rest] of body.matchAll(/<line number="(\d+)" hits="(\d+)"([^>]*)>/g)) {
      const [, taken = 0, branches = 0] = /\((\d+)\/(\d+)\)/.exec(rest) ?? [];
      const known = lines.get(`${name}:${number}`) ?? { hit: false, taken: 0, branches: 0 };
      lines.set(`${name}:${number}`, {
        hit: known.hit || Number(hits) > 0,
        taken: Math.max(known.taken, Number(taken)),
        branches: Math.max(known.branches, Number(branches)),
      });
    }
  }
}

const all = [...lines.values()];
const sum = (pick) => all.reduce((total, line) => total + pick(line), 0);
const percent = (part, whole) => (whole === 0 ? 0 : Math.floor((1000 * part) / whole) / 10);
const reached = {
  line: percent(sum((line) => (line.hit ? 1 : 0)), all.length),
  branch: percent(sum((line) => line.taken), sum((line) => line.branches)),
};

const floor = JSON.parse(readFileSync(floorFile, "utf8"));
let missed = false;
for (const kind of ["line", "branch"]) {
  const enough = reached[kind] >= floor[kind];
  missed ||= !enough;
  console.log(`core ${kind} coverage ${reached[kind]} % (floor ${floor[kind]} %)${enough ? "" : ": below the floor"}`);
}
process.exit(missed ? 1 : 0);
