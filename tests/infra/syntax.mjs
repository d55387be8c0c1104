import { at } from './bicep.mjs';

/** What the grammar cannot read. */
export function syntaxFaults(source) {
  const faults = [];
  const visit = (node) => {
    if (node.isError || node.isMissing) faults.push(at(source, node, `syntax: ${node.text.split('\n')[0].slice(0, 60) || `${node.type} is missing`}`));
    else node.children.forEach(visit);
  };
  if (source.root.hasError) visit(source.root);
  return faults;
}
