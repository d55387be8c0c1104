// Lists every dependency with its licence in docs/dependencies.md, from what is restored.
// usage: node dependencies.mjs [--check]; with --check nothing is written, and what differs or is not allowed is told. No network.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const page = join(root, "docs/dependencies.md");
const read = (path) => readFileSync(join(root, path), "utf8");
const known = JSON.parse(read(".ci/dependencies.json"));
const shippedBy = ["functions/ActionsFunctions", "functions/ActionsFunctions.Export"];
const faults = [];

/** Every project file, by its folder. */
const projects = ["functions", "infra", "tests", "tests/benchmarks", "tests/mutation"].flatMap((area) => readdirSync(join(root, area), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => `${area}/${entry.name}/${entry.name}.csproj`)
  .filter((path) => existsSync(join(root, path))));

/** Which projects name a package, shortest first; analyzers are everybody's. */
function users(name) {
  const reference = `<PackageReference Include="${name}"`;
  if (read("Directory.Build.targets").includes(reference)) return ["every project"];
  return projects.filter((path) => read(path).includes(reference)).map((path) => path.replace(/^.*\/([^/]*)\.csproj$/, "$1")).sort();
}

/** The licence of a restored package, or null where it is not restored here or only has a file of its own. */
function licenceOf(name, version, folders) {
  const id = name.toLowerCase();
  const file = folders.map((folder) => join(folder, id, version.toLowerCase(), `${id}.nuspec`)).find(existsSync);
  if (file === undefined) return null;
  const text = readFileSync(file, "utf8");
  const expression = /<license type="expression">([^<]*)<\/license>/.exec(text)?.[1];
  return expression ?? known.licenceUrls[/<licenseUrl>([^<]*)<\/licenseUrl>/.exec(text)?.[1]] ?? null;
}

function assets(project) {
  const path = join(root, project, "obj/project.assets.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

const restored = shippedBy.map(assets);
const folders = [...new Set([...restored.flatMap((one) => Object.keys(one?.packageFolders ?? {})), process.env.NUGET_PACKAGES, join(homedir(), ".nuget/packages")])]
  .filter(Boolean);

function judge(name, licence, isTest) {
  if (!known.allowed.includes(licence) && !(isTest && known.allowedInTests.includes(licence))) faults.push(`${name}: the licence ${licence} is not one of .ci/dependencies.json`);
  return licence;
}

function row(name, version, licence, usedBy, isTest) {
  const about = known.packages[name];
  if (about === undefined) faults.push(`${name}: .ci/dependencies.json does not say what it is for`);
  if (usedBy.length === 0) faults.push(`${name}: nothing uses it`);
  return `| ${name} | ${version} | ${judge(name, licence ?? about?.licence ?? "unknown", isTest)} | ${about?.why ?? ""} | ${usedBy.join(", ")} |`;
}

const head = ["| package | version | licence | what for | used by |", "|---|---|---|---|---|"];
const direct = [...read("Directory.Packages.props").matchAll(/<ItemGroup Label="([^"]*)">([\s\S]*?)<\/ItemGroup>/g)].flatMap(([, label, body]) => {
  const isTest = label === "Tests" || label === "Analyzers";
  const rows = [...body.matchAll(/Include="([^"]*)" Version="([^"]*)"/g)]
    .map(([, name, version]) => row(name, version, licenceOf(name, version, folders), users(name), isTest));
  return [`## ${label}`, "", ...head, ...rows, ""];
});

/** What the direct ones bring along into the product. */
function carried() {
  const libraries = Object.assign({}, ...restored.map((one) => one?.libraries ?? {}));
  const declared = read("Directory.Packages.props");
  const names = Object.entries(libraries).filter(([, library]) => library.type === "package").map(([key]) => key.split("/"))
    .filter(([name]) => !declared.includes(`Include="${name}"`));
  return names.map(([name, version]) => `| ${name} | ${judge(name, licenceOf(name, version, folders) ?? "unknown", false)} |`).sort();
}

/** Programs that are run, not linked. */
const tools = Object.entries(JSON.parse(read(".config/dotnet-tools.json")).tools)
  .map(([name, tool]) => row(name, tool.version, licenceOf(name, tool.version, folders), known.packages[name]?.usedBy ?? [], true));

const suites = ["tests/browser", "tests/infra"];
const brought = new Map();
const npm = suites.flatMap((suite) => {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(read(`${suite}/package.json`));
  const locked = Object.entries(JSON.parse(read(`${suite}/package-lock.json`)).packages).filter(([path]) => path !== "");
  return locked.flatMap(([path, one]) => {
    const name = path.replace(/^.*node_modules\//, "");
    if (path === `node_modules/${name}` && (name in dependencies || name in devDependencies)) return [row(name, one.version, one.license, [`\`${suite}\``], true)];
    brought.set(judge(name, one.license, true), (brought.get(one.license) ?? 0) + 1);
    return [];
  });
});
const broughtBy = [...brought].sort().map(([licence, count]) => `${licence} (${count})`).join(", ");

const text = [
  "# Dependencies and licences", "",
  "The project itself is under the [MIT licence](../LICENSE). This page is written by `node .ci/dependencies.mjs` from what is restored; `.ci/suites/05-dependencies` fails where it differs from",
  "`Directory.Packages.props`, the project files or the npm locks, where a licence is not one of the allowed ones, or where nothing uses a package.",
  `Allowed are ${known.allowed.join(", ")}; in tests ${known.allowedInTests.join(", ")} as well. The bill of materials of a release (CycloneDX) has the whole closure with versions.`, "",
  ...direct,
  "## Tools", "", ...head, ...tools, "",
  "## Brought along into the product", "",
  "Without those of the full product only. Versions are the lowest that their users ask for.", "",
  "| package | licence |", "|---|---|", ...carried(), "",
  "## npm, tests only", "", ...head, ...npm, "",
  `What they bring along is named in the locks, under ${broughtBy}.`, "",
].join("\n");

if (!process.argv.includes("--check")) {
  writeFileSync(page, text);
} else if (restored.includes(null)) {
  faults.push("the product is not restored: dotnet restore");
} else if (!existsSync(page) || readFileSync(page, "utf8") !== text) {
  faults.push("docs/dependencies.md is out of date: node .ci/dependencies.mjs");
}
for (const fault of faults) console.log(fault);
if (process.argv.includes("--check")) console.log(`${faults.length === 0 ? 1 : 0} passed, ${faults.length} failed`);
process.exit(faults.length === 0 ? 0 : 1);
