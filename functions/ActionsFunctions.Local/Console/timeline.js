import { providerName } from './providers.js';

/** What ran when in one call: bars in milliseconds since the request arrived. */
export function timeline(call, { flow, provider }) {
  const report = call.report;
  const ends = new Map();
  const rows = [{ kind: 'whole', name: `${providerName(provider)}’s call`, from: 0, to: call.elapsedMs, outcome: call.fault ? 'failed' : undefined }];
  for (const action of report?.actions ?? []) {
    const after = flow.find((entry) => entry.name === action.name)?.after ?? [];
    const from = action.startedMs ?? Math.max(0, ...after.map((name) => ends.get(name) ?? 0));
    ends.set(action.name, from + action.durationMs);
    const ran = action.durationMs > 0;
    rows.push({ kind: 'action', name: action.name, type: action.type, after, from, to: from + action.durationMs, outcome: action.outcome, ran });
    for (const one of (report.upstreams ?? []).filter((candidate) => candidate.action === action.name && !candidate.fromCache))
      rows.push({ kind: 'upstream', name: upstreamName(one), from: one.startedMs, to: one.startedMs + one.durationMs, detail: upstreamEnd(one), failed: Boolean(one.fault) });
  }
  return { rows, budget: report?.budgetMs, last: Math.max(...rows.map((row) => row.to)) };
}

/** Round steps for an axis: 1, 2 or 5 times a power of ten. */
export function ticks(most, about) {
  const raw = most / Math.max(1, about);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

/** What was called: the kind of dependency and the last part of the path that says something; a cast to a type does not. */
export function upstreamName(call) {
  const last = call.path.split('/').findLast((part) => part && !part.startsWith('microsoft.'));
  return [call.kind, last && unescaped(last), call.attempt > 1 ? '(again)' : ''].filter(Boolean).join(' ');
}

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** How it ended. */
export const upstreamEnd = (call) => call.fault ?? (call.fromCache ? 'kept' : call.status ? `HTTP ${call.status}` : 'issued');
