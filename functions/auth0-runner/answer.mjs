// The neutral document, as POST /api/actions/{type} answers it.

const MAX_ANSWER = 256 * 1024; // what the flow reads of a remote action

/** The document of one run; what was said counts only if the action succeeded, and of a denied login only its metadata. */
export function documentOf(name, event, { outcome, commands = [], reason }, durationMs) {
  const said = { succeeded: commands, denied: [...commands.filter(({ method }) => method.endsWith('Metadata')), { method: 'access.deny', args: [reason] }] };
  const transaction = event.transaction?.id;
  const document = JSON.stringify({
    transactionId: typeof transaction === 'string' ? transaction : '',
    decision: outcome === 'denied' ? 'deny' : 'continue',
    ...(outcome === 'denied' && { denial: { action: name, reason } }),
    commands: said[outcome] ?? [],
    actions: [{ name, type: name, outcome, durationMs }],
  });
  return Buffer.byteLength(document) <= MAX_ANSWER ? document : documentOf(name, event, { outcome: 'failed' }, durationMs);
}
