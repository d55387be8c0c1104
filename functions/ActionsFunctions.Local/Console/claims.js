import { h, scroller, table } from './dom.js';
import { claimName, shortJson, tokenNames } from './format.js';

const fates = { overridden: 'overridden by', denied: 'refused by', dropped: 'dropped', removed: 'removed' };

/** Every claim of every token: its value, who wrote it, and whose write was lost and why. */
export function claimsView(call) {
  const claims = call.report?.claims ?? [];
  if (claims.length === 0)
    return h('p', { class: 'nothing' }, 'No action wrote a claim.');
  return scroller('Claims', table('Claims per token, who wrote them and who lost', ['Claim', 'Token', 'Value', 'Written by', 'Lost'], merged(claims).map((claim) => {
    const issued = claim.writes.find((write) => write.fate === 'issued');
    const lost = claim.writes.filter((write) => write.fate !== 'issued');
    return [
      claimName(issued?.issuedName ?? claim.name),
      h('span', { class: 'tags' }, claim.tokens.map((token) => h('span', { class: 'tag' }, tokenNames[token]))),
      issued ? h('code', { class: 'value' }, shortJson(issued.issuedValue)) : h('span', { class: 'nothing' }, 'not issued'),
      issued ? h('span', { class: 'writer' }, issued.action) : '',
      lost.map((write) => h('div', { class: 'lost' }, h('span', { class: 'writer' }, write.action), ' ', h('span', { class: 'why' }, reason(write)), ' ',
        h('code', { class: 'value' }, shortJson(write.value, 40)))),
    ];
  }), { class: 'grid-table claims' }));
}

/** The writer of every claim that was issued in a token, by its name there. */
export function writers(call, token) {
  const found = new Map();
  for (const claim of (call.report?.claims ?? []).filter((one) => one.token === token)) {
    for (const write of claim.writes.filter((one) => one.fate === 'issued'))
      found.set(write.issuedName, write.action);
  }
  return found;
}

const reason = (write) => [fates[write.fate], write.by, write.reason && `: ${write.reason}`].filter(Boolean).join(' ').replace(' :', ':');

// The same claim with the same fate in both tokens is one row.
function merged(claims) {
  const rows = new Map();
  for (const { token, name, writes } of claims) {
    const key = JSON.stringify([name, writes.map((write) => ({ ...write, reason: undefined }))]);
    if (rows.has(key))
      rows.get(key).tokens.push(token);
    else
      rows.set(key, { name, writes, tokens: [token] });
  }
  return [...rows.values()];
}
