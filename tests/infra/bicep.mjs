// Bicep sources as trees: what they declare, and the few shapes that the rules ask for.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(join(dirname(require.resolve('tree-sitter-bicep/package.json')), 'tree-sitter-bicep.wasm')));

/** Texts of all sources below a folder, by path relative to it. */
export function readSources(folder) {
  const names = readdirSync(folder, { recursive: true }).map((name) => name.replaceAll('\\', '/'));
  return new Map(names.filter((name) => /\.bicep(param)?$/.test(name)).sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** One source: its tree, and its declarations by kind. */
export function parse(path, text) {
  // The grammar knows no assignment to a parameter; a variable of equal width keeps every position.
  const root = parser.parse(path.endsWith('.bicepparam') ? text.replace(/^param /gm, 'var   ') : text).rootNode;
  const source = { path, text, root, params: [], vars: [], resources: [], modules: [], outputs: [], types: [], imports: [], using: null };
  collect(root, source, null);
  return source;
}

const kinds = {
  parameter_declaration: 'params',
  variable_declaration: 'vars',
  output_declaration: 'outputs',
  type_declaration: 'types',
  module_declaration: 'modules',
  resource_declaration: 'resources',
};

function collect(node, source, enclosing) {
  let decorators = [];
  for (const child of node.namedChildren) {
    if (child.type === 'decorators') {
      decorators = child.namedChildren.map((one) => one.namedChildren[0]);
      continue;
    }
    if (child.type === 'comment') continue;
    let inner = enclosing;
    if (child.type === 'using_statement') source.using = literal(child.namedChildren[0]);
    if (child.type === 'import_functionality') {
      const names = child.namedChildren.slice(0, -1).map((name) => name.text);
      source.imports.push({ from: literal(child.namedChildren.at(-1)), names, node: child });
    }
    if (kinds[child.type]) {
      inner = declaration(child, decorators, enclosing);
      source[kinds[child.type]].push(inner);
    }
    decorators = [];
    collect(child, source, inner);
  }
}

function declaration(node, decorators, enclosing) {
  const [name, ...rest] = node.namedChildren;
  const declared = { name: name.text, node, decorators, rest, enclosing };
  if (node.type === 'parameter_declaration' || node.type === 'output_declaration') {
    declared.type = rest[0];
    declared.value = rest[1] ?? null;
  } else if (node.type === 'resource_declaration') {
    const [type, version] = literal(rest[0]).split('@');
    declared.type = enclosing && !type.includes('/') ? `${enclosing.type}/${type}` : type;
    declared.version = version ?? enclosing?.version;
    declared.existing = node.children.some((child) => child.type === 'existing');
    declared.body = objectOf(rest[1]);
  } else if (node.type === 'module_declaration') {
    declared.path = literal(rest[0]);
    declared.body = objectOf(rest[1]);
  }
  return declared;
}

/** The object behind a condition or a loop. */
function objectOf(node) {
  return node.type === 'object' ? node : objectOf(node.namedChildren.at(-1));
}

/** Text of a string without interpolation, else null. */
export function literal(node) {
  if (node?.type !== 'string' || descendants(node).some((one) => one.type === 'interpolation')) return null;
  return node.text.slice(1, -1).replaceAll("\\'", "'");
}

export function descendants(node) {
  return node.namedChildren.flatMap((child) => [child, ...descendants(child)]);
}

/** Properties of an object by name; nested resources are none. */
export function properties(object) {
  const found = new Map();
  for (const property of object.namedChildren.filter((child) => child.type === 'object_property')) {
    const [key, value] = property.namedChildren;
    if (key.type === 'resource_declaration' || !value) continue;
    found.set(key.type === 'string' ? (literal(key) ?? key.text) : key.text, value);
  }
  return found;
}

export const decorator = (declared, name) => declared.decorators.find((call) => call.namedChildren[0].text === name);

/** The one argument of a decorator. */
export const argument = (declared, name) => decorator(declared, name)?.namedChildren[1].namedChildren[0] ?? null;

export const at = (source, node, text) => `${source.path}:${node.startPosition.row + 1}: ${text}`;
