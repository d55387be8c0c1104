import { svg } from './dom.js';

// 16 x 16, drawn for this page. A shape for each outcome, so that none is told by its colour alone.
const paths = {
  'succeeded': ['good', 'M3.5 8.5l3 3 6-7'],
  'skipped': ['mute', 'M4 8h8'],
  'failed': ['bad', 'M4.5 4.5l7 7M11.5 4.5l-7 7'],
  'timed-out': ['bad', 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.2l2.2 1.5'],
  'denied': ['bad', 'M8 2.5a5.5 5.5 0 1 0 .01 0M4.2 4.2l7.6 7.6'],
  'stale': ['warn', 'M3.2 8a4.8 4.8 0 1 0 1.6-3.6M3 3v3h3'],
  'defaulted': ['warn', 'M8 3v6M8 12.2v.3'],
  'issued': ['good', 'M3.5 8.5l3 3 6-7'],
  'rejected': ['bad', 'M8 3v6M8 12.2v.3'],
};

export const toneOf = (outcome) => paths[outcome]?.[0] ?? 'mute';

/** The sign of an outcome, for a place in HTML or at a point of a picture. */
export function icon(outcome, at = {}) {
  const [tone, d] = paths[outcome] ?? paths.skipped;
  return svg('svg', { class: `icon tone-${tone}`, viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true', ...at },
    svg('path', { d, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }));
}
