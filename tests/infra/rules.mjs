// The project's own rules, each a function from one source to its faults.
import { argument, at, decorator, descendants, literal, properties } from './bicep.mjs';

/** A second deployment, or a second what-if, must find nothing to change. */
function stable(source) {
  return descendants(source.root)
    .filter((node) => node.type === 'call_expression' && /^(utcNow|newGuid|deployment)$/.test(node.namedChildren[0].text))
    .map((node) => at(source, node, `${node.text} differs from one deployment to the next`));
}

/** Whoever fills in a parameter reads its description, not its use. */
function described(source) {
  const members = source.types.flatMap((type) => descendants(type.node).filter((node) => node.type === 'object_property'));
  const silentMembers = members.filter((node) => !/@description\(/.test(node.previousNamedSibling?.text ?? ''))
    .map((node) => ({ name: node.namedChildren[0].text, node }));
  // In a parameter file, what looks like a variable is a value.
  const vars = source.using === null ? source.vars : [];
  const silent = [...source.params, ...source.outputs, ...source.types, ...vars].filter((one) => !decorator(one, 'description'));
  return [...silent, ...silentMembers]
    .map((one) => at(source, one.node, `${one.name} has no description`));
}

/** What comes from outside is bounded, where a bound can be told: numbers by a range or a list. */
function bounded(source) {
  return source.params
    .filter((param) => param.type.text === 'int' && !decorator(param, 'allowed') && !decorator(param, 'minValue'))
    .map((param) => at(source, param.node, `${param.name} has neither @minValue nor @allowed`));
}

/** No bare object or array: the compiler would check nothing in them. */
function typed(source) {
  return source.params.filter((param) => /^(object|array)\b/.test(param.type.text))
    .map((param) => at(source, param.node, `${param.name} is any ${param.type.text}`));
}

/** A secret in a parameter is in the history of deployments, unless it is secure and has no default. */
function secure(source) {
  const secretive = /(password|secret|token|connectionstring|accesskey|apikey|accountkey)/i;
  return source.params.flatMap((param) => {
    const faults = [];
    if (secretive.test(param.name) && !decorator(param, 'secure')) faults.push(at(source, param.node, `${param.name} is not @secure()`));
    if (decorator(param, 'secure') && param.value && literal(param.value) !== '')
      faults.push(at(source, param.node, `${param.name} is secure and has a default`));
    return faults;
  });
}

/** Outputs can be read by whoever may read the deployment. */
function openOutputs(source) {
  const secure = source.params.filter((param) => decorator(param, 'secure')).map((param) => param.name);
  const secret = (node) =>
    (node.type === 'call_expression' && /^list[A-Z]/.test(node.namedChildren[0].text)) ||
    (node.type === 'property_identifier' && /^(list[A-Z].*|ConnectionString|InstrumentationKey|primaryKey|secondaryKey)$/.test(node.text)) ||
    (node.type === 'identifier' && secure.includes(node.text));
  return source.outputs.filter((output) => descendants(output.node).some(secret))
    .map((output) => at(source, output.node, `output ${output.name} holds a secret`));
}

/**
 * One place shows who may do what; computed names let a second deployment find the first; the type spares a look-up of an identity
 * that is seconds old.
 */
function roleAssignments(source) {
  return source.resources.filter((one) => one.type === 'Microsoft.Authorization/roleAssignments').flatMap((one) => {
    const faults = [];
    const body = properties(one.body);
    if (source.path !== 'modules/role-assignments.bicep')
      faults.push(at(source, one.node, 'role assignments belong into modules/role-assignments.bicep'));
    if (!/^guid\(/.test(body.get('name')?.text ?? '')) faults.push(at(source, one.node, `the name of ${one.name} is not a guid()`));
    if (!properties(body.get('properties')).has('principalType')) faults.push(at(source, one.node, `${one.name} has no principalType`));
    return faults;
  });
}

/** Clouds differ in their hosts. */
function anyCloud(source) {
  const hosts = /core\.windows\.net|vault\.azure\.net|login\.microsoftonline\.com|(management|graph)\.(azure|microsoft)\.com|azurewebsites\.net/;
  return descendants(source.root).filter((node) => node.type === 'string_content' && hosts.test(node.text))
    .map((node) => at(source, node, `${hosts.exec(node.text)[0]} is the host of one cloud`));
}

/** Children name their parent by symbol, and stand where they are told to. */
function placed(source) {
  return source.resources.flatMap((one) => {
    const faults = [];
    const body = properties(one.body);
    const location = literal(body.get('location'));
    if (one.type.split('/').length > 2 && !one.enclosing && !body.has('parent'))
      faults.push(at(source, one.node, `${one.name} has no parent`));
    if (literal(body.get('name'))?.includes('/')) faults.push(at(source, one.node, `the name of ${one.name} spells its parent`));
    if (location !== null && location !== 'global')
      faults.push(at(source, one.node, `${one.name} stands in ${location} whatever is asked`));
    // Diagnostic settings have never left their preview.
    if (/-preview$/.test(one.version) && one.type !== 'Microsoft.Insights/diagnosticSettings')
      faults.push(at(source, one.node, `${one.type} is asked for in a preview`));
    return faults;
  });
}

/** One resource type, one version. */
export function versionFaults(sources) {
  const first = new Map();
  return sources.flatMap((source) => source.resources.flatMap((one) => {
    const known = first.get(one.type) ?? first.set(one.type, one.version).get(one.type);
    return known === one.version ? [] : [at(source, one.node, `${one.type} in version ${one.version}, elsewhere ${known}`)];
  }));
}

/** A suppressed rule says why. */
function unsuppressed(source) {
  const silent = /#disable-(next-line|diagnostics)\s+\S+\s*$/;
  return source.text.split('\n').flatMap((line, index) => (silent.test(line) ? [`${source.path}:${index + 1}: suppressed without a reason`] : []));
}

/** Values of a parameter file, against the constraints of the parameters they are for. */
export function valueFaults(source, target) {
  return source.vars.flatMap(({ name, node, rest: [value] }) => {
    const param = target.params.find((one) => one.name === name);
    if (!param) return [];
    const limit = (which) => (argument(param, which) ? Number(argument(param, which).text) : null);
    const size = value.type === 'number' ? Number(value.text) : literal(value)?.length;
    const [low, high] = value.type === 'number' ? [limit('minValue'), limit('maxValue')] : [limit('minLength'), limit('maxLength')];
    const allowed = argument(param, 'allowed')?.namedChildren.map((one) => one.text);
    if (size !== undefined && ((low !== null && size < low) || (high !== null && size > high)))
      return [at(source, node, `${name} is outside of ${low} to ${high}`)];
    return allowed && !allowed.includes(value.text) ? [at(source, node, `${name} is none of ${allowed.join(', ')}`)] : [];
  });
}

export const rules = [stable, described, bounded, typed, secure, openOutputs, roleAssignments, anyCloud, placed, unsuppressed];
