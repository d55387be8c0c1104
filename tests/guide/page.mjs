// Reads a page that tells a newcomer what to do: its commands, and the lines that it has put into files.

/** The steps of a page in order: {run} for each line of a sh block, {file, where, needle, text} for each json block that says where it goes. */
export function stepsOf(markdown) {
  const steps = [];
  let before = '';
  let file;
  for (const part of markdown.split(/^(```\w+\n[\s\S]*?^```)$/m)) {
    const block = /^```(\w+)\n([\s\S]*?)^```$/m.exec(part);
    if (!block) {
      before = part;
      continue;
    }
    file = [...before.matchAll(/`([\w./-]+\.json)`/g)].at(-1)?.[1] ?? file;
    if (block[1] === 'sh')
      steps.push(...block[2].trim().split('\n').map((run) => ({ run })));
    const place = /(before|after) the line with `([^`]+)`/.exec(before.replace(/\s+/g, ' '));
    if (block[1] === 'json' && place)
      steps.push({ file, where: place[1], needle: place[2], text: block[2] });
  }
  return steps;
}

/** A text with a step's lines put in. The place must be there, and be the only one. */
export function edited(text, { where, needle, text: lines }) {
  const all = text.split('\n');
  const places = all.flatMap((line, index) => (line.includes(needle) ? [index] : []));
  if (places.length !== 1)
    throw new Error(`${places.length} lines with ${needle}`);
  all.splice(places[0] + (where === 'after' ? 1 : 0), 0, lines.replace(/\n$/, ''));
  return all.join('\n');
}

/** The files that a table of the page lists. */
export const filesOf = (markdown) => [...markdown.matchAll(/^\| `([\w./-]+\.cs)` \|/gm)].map((row) => row[1]);
