// `require` of an Action: the built-in modules and packages that its configuration names.
import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';

export function limitedRequire({ packages, builtins, packageFolder }) {
  const real = createRequire(join(packageFolder, 'actions.js'));
  return function require(id) {
    const isOfNode = isBuiltin(id);
    const allowed = isOfNode ? builtins.includes(id.replace(/^node:/, '')) : packages.some((name) => isWithin(id, name));
    if (!allowed) throw Object.assign(new Error(`Cannot find module '${id}': ${isOfNode ? 'builtins' : 'packages'} of this action does not name it`), { code: 'MODULE_NOT_FOUND' });
    return real(id);
  };
}

// The package or a path in it, and nothing beside it.
const isWithin = (id, name) => id === name || (id.startsWith(`${name}/`) && !/(^|[/\\])\.\.([/\\]|$)/.test(id));
