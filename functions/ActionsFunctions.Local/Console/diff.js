/** Lines kept, removed and added between two texts: the longest common subsequence, by its table. */
export function lineDiff(before, after) {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const length = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--)
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  }
  const lines = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j])
      lines.push({ kind: 'same', text: a[i++] }) && j++;
    else if (j >= b.length || (i < a.length && length[i + 1][j] >= length[i][j + 1]))
      lines.push({ kind: 'removed', text: a[i++] });
    else
      lines.push({ kind: 'added', text: b[j++] });
  }
  return lines;
}

/** Members that differ between two objects; what every login makes anew is left out. */
export function memberDiff(before, after, passing = []) {
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .filter((name) => !passing.includes(name) && JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
    .map((name) => ({ name, before: before?.[name], after: after?.[name] }));
}
