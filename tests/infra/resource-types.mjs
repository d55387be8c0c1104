// Resource bodies against type data: names, required members, kinds of values, enumerations.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argument, at, literal, properties } from './bicep.mjs';

// Members that belong to Bicep, not to the resource.
const ofTheLanguage = new Set(['parent', 'scope', 'dependsOn']);

/** Type data by `type@version`, or undefined where there is none. */
export function typeData(folder) {
  return (type, version) => {
    const file = join(folder, `${type.replaceAll('/', '.')}@${version}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).body : undefined;
  };
}

/** Faults of all bodies of a source. What has no type data is added to `unknown`. */
export function resourceFaults(source, dataOf, unknown) {
  return source.resources.filter((resource) => !resource.existing).flatMap((resource) => {
    const schema = dataOf(resource.type, resource.version);
    if (!schema) {
      unknown.add(`${resource.type}@${resource.version}`);
      return [];
    }
    const faults = [];
    check(resource.body, schema, { source, faults, path: resource.name, top: true });
    return faults;
  });
}

function check(node, schema, context) {
  const say = (text) => context.faults.push(at(context.source, node, `${context.path}: ${text}`));
  switch (node.type) {
    case 'parenthesized_expression':
      return check(node.namedChildren[0], schema, context);
    case 'if_statement':
    case 'for_statement':
      return check(node.namedChildren.at(-1), node.type === 'for_statement' && schema.array ? schema.array : schema, context);
    case 'ternary_expression':
      return node.namedChildren.slice(1).forEach((branch) => check(branch, schema, context));
    case 'identifier':
      return checkName(node, schema, context, say);
    case 'null':
      return undefined;
    case 'object':
      return checkObject(node, schema, context, say);
    case 'array':
      if (schema === 'any') return undefined;
      if (!schema.array) return say(`an array, where ${kindOf(schema)} is wanted`);
      return node.namedChildren.filter((item) => item.type !== 'comment').forEach((item) => check(item, schema.array, { ...context, top: false }));
    case 'string':
      return checkText(literal(node), schema, say);
    case 'number':
      return kindOf(schema) === 'int' || schema === 'any' ? undefined : say(`a number, where ${kindOf(schema)} is wanted`);
    case 'boolean':
      return kindOf(schema) === 'bool' || schema === 'any' ? undefined : say(`a boolean, where ${kindOf(schema)} is wanted`);
    default:
      return undefined;
  }
}

// A variable is as good as its value; a parameter has a type, and perhaps a list of values.
function checkName(node, schema, context, say) {
  const variable = context.source.vars.find((one) => one.name === node.text);
  if (variable) return check(variable.rest[0], schema, { ...context, top: false });
  const param = context.source.params.find((one) => one.name === node.text);
  if (!param) return undefined;
  const given = param.type.text;
  const wanted = kindOf(schema);
  if (['string', 'int', 'bool'].includes(given) && ['string', 'int', 'bool'].includes(wanted) && given !== wanted)
    return say(`${node.text} is ${given}, where ${wanted} is wanted`);
  return argument(param, 'allowed')?.namedChildren.forEach((value) => check(value, schema, context));
}

function checkText(value, schema, say) {
  if (schema === 'any') return undefined;
  if (kindOf(schema) !== 'string') return say(`a text, where ${kindOf(schema)} is wanted`);
  if (value === null) return undefined;
  if (schema.const !== undefined && value !== schema.const) return say(`'${value}' is not '${schema.const}'`);
  // An open enumeration would let others pass; here they would be a slip of the pen.
  if (schema.enum && !schema.enum.includes(value)) return say(`'${value}' is none of ${schema.enum.join(', ')}`);
  return undefined;
}

function checkObject(node, schema, context, say) {
  if (schema === 'any' || schema === '…') return undefined;
  const given = properties(node);
  const shape = schema.discriminator ? variantOf(schema, given, say) : schema;
  if (!shape) return undefined;
  if (!shape.object) return say(`an object, where ${kindOf(schema)} is wanted`);
  const known = new Map(Object.entries(shape.object).map(([name, type]) => [name.replace(/\*$/, ''), { type, required: name.endsWith('*') }]));
  for (const [name, value] of given) {
    if (context.top && ofTheLanguage.has(name)) continue;
    const type = known.get(name)?.type ?? shape.additional;
    if (type === undefined) say(`has no property ${name}; it has ${[...known.keys()].join(', ')}`);
    else check(value, type, { ...context, path: `${context.path}.${name}`, top: false });
  }
  for (const [name, { required }] of known) if (required && !given.has(name)) say(`${name} is required`);
  return undefined;
}

function variantOf(schema, given, say) {
  const value = literal(given.get(schema.discriminator));
  const variant = schema.variants[value];
  if (!variant) return say(`${schema.discriminator} is '${value}', which is none of ${Object.keys(schema.variants).join(', ')}`);
  return { ...variant, object: { ...schema.base, ...variant.object, [`${schema.discriminator}*`]: { const: value } } };
}

function kindOf(schema) {
  if (typeof schema === 'string') return schema;
  if (schema.enum || schema.const !== undefined) return 'string';
  return schema.array ? 'array' : 'object';
}
