const NODE = { width: 178, height: 50 };
const LANE = { width: NODE.width, height: 12 };
const GAP = { x: 54, y: 14 };

/** Width of what stands at either end. */
export const END = 92;

/**
 * Where everything stands: a column for each length of the longest chain of waits, within it what belongs together. An edge that passes a column
 * gets a lane of its own there, so that it never runs behind an action. Ends are undefined: the login on the left, the merge on the right.
 */
export function layout(flow) {
  const level = new Map();
  for (const entry of flow)
    level.set(entry.name, entry.after.length === 0 ? 0 : 1 + Math.max(...entry.after.map((name) => level.get(name))));
  const columns = Array.from({ length: Math.max(0, ...level.values()) + 1 }, () => []);
  // Beside what it waits for, so that edges cross little; where that is the same, the listed order.
  const order = new Map();
  for (const [index, entry] of flow.entries()) {
    const before = entry.after.map((name) => order.get(name));
    order.set(entry.name, before.length === 0 ? index : before.reduce((sum, one) => sum + one) / before.length + index / 1000);
    columns[level.get(entry.name)].push({ name: entry.name, order: order.get(entry.name), box: { ...NODE } });
  }
  const edges = edgesOf(flow);
  for (const edge of edges) {
    const first = edge.from === undefined ? 0 : level.get(edge.from) + 1;
    const last = edge.to === undefined ? columns.length : level.get(edge.to);
    for (let column = first; column < last; column++) {
      const box = { ...LANE };
      edge.through.push(box);
      columns[column].push({ order: order.get(edge.from), box });
    }
  }
  return { ...place(columns), edges };
}

function edgesOf(flow) {
  const waited = new Set(flow.flatMap((entry) => entry.after));
  return flow.flatMap((entry) => [
    ...(entry.after.length === 0 ? [undefined] : entry.after).map((from) => ({ from, to: entry.name, required: entry.requireAfter, through: [] })),
    ...waited.has(entry.name) ? [] : [{ from: entry.name, to: undefined, required: false, through: [] }],
  ]);
}

function place(columns) {
  const heightOf = (column) => column.reduce((sum, item) => sum + item.box.height + GAP.y, -GAP.y);
  const height = Math.max(NODE.height, ...columns.map(heightOf)) + 4;
  const places = new Map();
  for (const [index, column] of columns.entries()) {
    let y = (height - heightOf(column)) / 2;
    for (const { name, box } of column.sort((a, b) => a.order - b.order)) {
      box.x = END - 20 + GAP.x + index * (NODE.width + GAP.x);
      box.y = y;
      y += box.height + GAP.y;
      if (name !== undefined)
        places.set(name, box);
    }
  }
  return { places, height, width: END - 20 + GAP.x + columns.length * (NODE.width + GAP.x) + END + 2 };
}
