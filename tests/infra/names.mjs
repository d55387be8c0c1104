// Every name that is used is declared, every one that is declared is used, and modules fit together.
import { posix } from 'node:path';
import { at, descendants, literal, properties } from './bicep.mjs';

const namespaceFunctions = new Set(
  ('cidrSubnet dateTimeAdd empty environment guid items readEnvironmentVariable replace resourceGroup subscription ' +
    'loadTextContent resourceId string subscriptionResourceId toObject union uniqueString').split(' '),
);
const namesOfImports = (source) => source.imports.flatMap((one) => one.names.map((name) => ({ name, node: one.node })));

/** Names in and around one source. */
export function nameFaults(source) {
  if (source.using !== null) return [];
  const declared = [...source.params, ...source.vars, ...source.resources, ...source.modules, ...source.types, ...namesOfImports(source)];
  const known = new Set(declared.map((one) => one.name));
  const used = new Set();
  const faults = [];
  for (const { node, locals } of usages(source.root, new Set())) {
    const isCall = node.parent.type === 'call_expression' && node.parent.namedChildren[0].equals(node);
    used.add(node.text);
    if (isCall ? !namespaceFunctions.has(node.text) : !known.has(node.text) && !locals.has(node.text))
      faults.push(at(source, node, `${node.text} is not ${isCall ? 'a function known here' : 'declared'}`));
  }
  for (const nested of descendants(source.root).filter((node) => node.type === 'resource_expression').map((node) => node.namedChildren.at(-1))) {
    used.add(nested.text);
    if (!known.has(nested.text)) faults.push(at(source, nested, `${nested.text} is not declared`));
  }
  // A type may be exported, a resource or module need not be asked for anything.
  const mustBeUsed = [...source.params, ...source.vars, ...namesOfImports(source), ...source.resources.filter((one) => one.existing)];
  for (const one of mustBeUsed) if (!used.has(one.name)) faults.push(at(source, one.node, `${one.name} is never used`));
  return faults;
}

// Identifiers that stand for something, each with the loop variables and lambda parameters around it.
function* usages(node, locals) {
  const own = new Set(locals);
  let children = node.namedChildren;
  if (node.type.endsWith('_declaration')) children = children.slice(1);
  if (node.type === 'import_functionality' || node.type === 'decorator') return;
  if (node.type === 'object_property' && children[0].type === 'identifier') children = children.slice(1);
  if (node.type === 'resource_expression') children = children.slice(0, 1);
  if (node.type === 'lambda_expression') {
    own.add(children[0].text);
    children = children.slice(1);
  }
  if (node.type === 'for_statement') {
    const [variable] = children;
    for (const one of variable.type === 'identifier' ? [variable] : variable.namedChildren) own.add(one.text);
    children = children.slice(1);
  }
  for (const child of children) {
    if (child.type === 'identifier') yield { node: child, locals: own };
    // `reference => reference.key`: the grammar puts the member outside of the lambda, which changes no name.
    yield* usages(child, own);
  }
}

/** What modules are given, and what is asked of them. */
export function moduleFaults(source, sources) {
  const faults = [];
  for (const imported of source.imports) {
    const target = sources.get(posix.join(posix.dirname(source.path), imported.from));
    for (const name of imported.names)
      if (!target?.types.some((type) => type.name === name && type.decorators.some((call) => call.namedChildren[0].text === 'export')))
        faults.push(at(source, imported.node, `${imported.from} exports no ${name}`));
  }
  for (const module of source.modules) {
    const target = sources.get(posix.join(posix.dirname(source.path), module.path));
    if (!target) {
      faults.push(at(source, module.node, `${module.path} does not exist`));
      continue;
    }
    const params = properties(module.body).get('params');
    faults.push(...givenFaults(source, module.node, target, params ? properties(params) : new Map()));
    for (const [output, node] of outputsAskedOf(module.name, source))
      if (!target.outputs.some((one) => one.name === output)) faults.push(at(source, node, `${module.path} has no output ${output}`));
  }
  return faults;
}

/** Faults of values given to the parameters of a template. */
export function givenFaults(source, node, target, given) {
  const faults = [];
  for (const name of given.keys())
    if (!target.params.some((param) => param.name === name)) faults.push(at(source, given.get(name), `${target.path} has no parameter ${name}`));
  for (const param of target.params)
    if (!param.value && !param.type.text.endsWith('?') && !given.has(param.name))
      faults.push(at(source, node, `${target.path} needs the parameter ${param.name}`));
  for (const [name, value] of given) {
    const wanted = target.params.find((param) => param.name === name)?.type.text;
    const have = typeOf(value, source);
    if (wanted && have && wanted !== have && ['string', 'int', 'bool'].includes(wanted)) faults.push(at(source, value, `${name} is ${wanted}, not ${have}`));
  }
  return faults;
}

function typeOf(value, source) {
  if (value.type === 'identifier') return source.params.find((param) => param.name === value.text)?.type.text.replace('?', '') ?? null;
  return { string: 'string', number: 'int', boolean: 'bool', object: 'object', array: 'array' }[value.type] ?? null;
}

function outputsAskedOf(module, source) {
  const asked = /^(\w+)!?\.outputs\.(\w+)$/;
  return descendants(source.root)
    .filter((node) => node.type === 'member_expression' && asked.exec(node.text)?.[1] === module)
    .map((node) => [asked.exec(node.text)[2], node]);
}

/** What-if cannot look into a module whose resources are named, or left out, by what another deployment puts out. */
export function foreseeableFaults(source, sources) {
  return source.modules.flatMap((module) => {
    const target = sources.get(posix.join(posix.dirname(source.path), module.path));
    const params = properties(module.body).get('params');
    if (!target || !params) return [];
    const deciding = namesBehind(target, [
      ...target.resources.map((one) => properties(one.body).get('name')),
      ...descendants(target.root).filter((node) => node.type === 'if_statement').map((node) => node.namedChildren[0]),
    ]);
    return [...properties(params)].filter(([name, value]) => deciding.has(name) && /\.outputs\./.test(value.text))
      .map(([name, value]) => at(source, value, `${name} names or conditions a resource, and ${value.text} is known only after a deployment`));
  });
}

function namesBehind(source, nodes) {
  const found = new Set();
  const follow = (node) => {
    for (const one of [node, ...descendants(node)].filter((each) => each.type === 'identifier' && !found.has(each.text))) {
      found.add(one.text);
      const variable = source.vars.find((each) => each.name === one.text);
      if (variable) follow(variable.rest[0]);
    }
  };
  nodes.forEach(follow);
  return found;
}

/** `dependsOn` names something, and nothing that the body asks for anyway. */
export function dependencyFaults(source) {
  return [...source.resources, ...source.modules].flatMap((one) => {
    const list = properties(one.body).get('dependsOn');
    if (!list) return [];
    const implied = new Set(
      [...properties(one.body)].filter(([name]) => name !== 'dependsOn').flatMap(([, value]) => [value, ...descendants(value)])
        .filter((node) => node.type === 'identifier').map((node) => node.text),
    );
    return list.namedChildren.filter((node) => implied.has(node.text) || literal(node) !== null)
      .map((node) => at(source, node, `dependsOn ${node.text} goes without saying, or is no symbol`));
  });
}
