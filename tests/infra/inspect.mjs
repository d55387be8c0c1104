import { parse } from './bicep.mjs';
import { dependencyFaults, foreseeableFaults, givenFaults, moduleFaults, nameFaults } from './names.mjs';
import { resourceFaults } from './resource-types.mjs';
import { rules, valueFaults, versionFaults } from './rules.mjs';
import { syntaxFaults } from './syntax.mjs';

/** All faults of all sources. Nothing else is said of a source that cannot be read. */
export function inspect(texts, dataOf = null) {
  const sources = new Map([...texts].map(([path, text]) => [path, parse(path, text)]));
  const faults = [];
  const withoutData = new Set();
  for (const source of sources.values()) {
    const unreadable = syntaxFaults(source);
    faults.push(...unreadable);
    if (unreadable.length > 0) continue;
    faults.push(...rules.flatMap((rule) => rule(source)), ...nameFaults(source), ...dependencyFaults(source));
    faults.push(...moduleFaults(source, sources), ...foreseeableFaults(source, sources));
    if (source.using !== null) faults.push(...parameterFileFaults(source, sources.get(source.using)));
    if (dataOf) faults.push(...resourceFaults(source, dataOf, withoutData));
  }
  faults.push(...versionFaults([...sources.values()]));
  return { faults, withoutData: [...withoutData].sort() };
}

function parameterFileFaults(source, target) {
  if (!target) return [`${source.path}:1: ${source.using} does not exist`];
  const given = new Map(source.vars.map((one) => [one.name, one.rest[0]]));
  return [...givenFaults(source, source.root, target, given), ...valueFaults(source, target)];
}
