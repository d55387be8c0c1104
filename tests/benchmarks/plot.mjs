// Draws the raw figures as SVG. Usage: node plot.mjs RESULTS
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

const folder = process.argv[2]
const [width, height, left, bottom, top] = [720, 360, 64, 48, 48]
const colours = ['#1f6feb', '#bf3989', '#1a7f37', '#9a6700', '#8250df', '#57606a']

const throughput = read('throughput')
bars('throughput', 'Logins per second, three upstream calls of 20 ms (median)', ['16', '64'].flatMap(connections =>
  unique(of(throughput, 'three calls', connections), 'server').map(server => ({
    label: `${server}, ${connections}`,
    value: median(of(throughput, 'three calls', connections).filter(row => row.server === server).map(row => row.logins_per_s))
  }))))
bars('start', 'From process start to first enriched login, ms (median)', unique(read('start'), 'server').map(server =>
  ({ label: server, value: median(read('start').filter(row => row.server === server).map(row => row.first_login_in_ms)) })))
lines('memory', 'Heap after so many logins of distinct users, MB', 'logins', { heap: read('memory').map(row => [row.logins, row.heap_mb]) })
const growth = read('growth')
lines('growth', 'Processor time per login, µs, by actions run', 'actions', { 'actions run': medians(growth.filter(row => row.what === 'actions run')) })
lines('groups', 'Processor time per login, µs, by groups in the claim', 'groups', { groups: medians(growth.filter(row => row.what === 'groups')) })

function medians (rows) {
  return unique(rows, 'size').map(size => [size, median(rows.filter(row => row.size === size).map(row => row.cpu_us_per_login))])
}

function of (rows, name, connections) {
  return rows.filter(row => row.case === name && row.connections === Number(connections))
}

function read (name) {
  const [head, ...rows] = readFileSync(join(folder, `${name}.csv`), 'utf8').trim().split('\n')
  const names = head.split(',')
  return rows.map(row => Object.fromEntries(row.split(',').map((cell, i) => [names[i], Number.isNaN(Number(cell)) ? cell : Number(cell)])))
}

function unique (rows, column) {
  return [...new Set(rows.map(row => row[column]))]
}

function median (values) {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)]
}

function bars (name, title, entries) {
  const most = Math.max(...entries.map(entry => entry.value))
  const step = (height - top - 16) / entries.length
  draw(name, title, entries.map(({ label, value }, i) => {
    const [y, length] = [top + i * step, (width - 300) * value / most]
    return `<rect x="220" y="${fixed(y)}" width="${fixed(length)}" height="${fixed(step * 0.7)}" fill="${colours[i % colours.length]}"/>` +
      text(212, y + step * 0.5, label, 'end') + text(226 + length, y + step * 0.5, fixed(value))
  }))
}

function lines (name, title, unit, series) {
  const points = Object.values(series).flat()
  const [right, high] = [Math.max(...points.map(([x]) => x)), Math.max(...points.map(([, y]) => y)) * 1.1]
  const at = ([x, y]) => [left + (width - left - 24) * x / right, height - bottom - (height - bottom - top) * y / high]
  const axis = [0, 0.25, 0.5, 0.75, 1].flatMap(share => {
    const [x, y] = at([right * share, high * share])
    return [
      `<line x1="${left}" x2="${width - 24}" y1="${fixed(y)}" y2="${fixed(y)}" stroke="#d0d7de"/>`,
      text(left - 8, y + 4, fixed(high * share), 'end'),
      text(x, height - bottom + 20, fixed(right * share), 'middle')
    ]
  })
  draw(name, title, [...axis, text(width / 2, height - 8, unit, 'middle'), ...Object.values(series).map((line, i) =>
    `<polyline fill="none" stroke="${colours[i]}" stroke-width="2" points="${line.map(point => at(point).map(fixed).join(',')).join(' ')}"/>`)])
}

function draw (name, title, parts) {
  writeFileSync(join(folder, `${name}.svg`), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img" aria-label="${title}">
<rect width="100%" height="100%" fill="#ffffff"/>
${text(16, 24, title, 'start', 15)}
${parts.join('\n')}
</svg>
`)
}

function text (x, y, content, anchor = 'start', size = 12) {
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}" font-size="${size}" fill="#1f2328">${content}</text>`
}

function fixed (value) {
  return String(Math.round(value * 10) / 10)
}
