// A Node server as the vendor's documentation leads to it, written well: kept connections, one token, the raw bytes checked before they are parsed.
// Usage: node server.mjs <upstream> <order | parallel> <http | undici>
import { createHmac, timingSafeEqual } from 'node:crypto'
import http from 'node:http'
import process from 'node:process'

const [upstream, order, client] = process.argv.slice(2)
const key = Buffer.from('MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=', 'base64')
const used = new Set()
const get = client === 'undici' ? await undiciClient() : httpClient()
let token

http.createServer(async (request, response) => {
  try {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    if (!accepts(request.headers, body)) return response.writeHead(401).end()
    const { event } = JSON.parse(body)
    const answer = Buffer.from(JSON.stringify(answerOf(event.transaction.id, await ask(encodeURIComponent(event.user.user_id)))))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
  } catch {
    response.writeHead(502).end()
  }
}).listen(0, '127.0.0.1', function () {
  console.log(`http://127.0.0.1:${this.address().port}\nready`)
})

function accepts (headers, body) {
  const id = headers['webhook-id']
  const sent = headers['webhook-timestamp']
  const given = Buffer.from(headers['webhook-signature']?.slice(3) ?? '', 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${sent}.`).update(body).digest()
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
  if (Math.abs(Date.now() / 1000 - Number(sent)) > 300 || used.has(id)) return false
  used.add(id)
  return true
}

async function ask (user) {
  const steps = [() => groups(user), () => backend('backend-profile', 'people', 'profile', user), () => backend('plan', 'plans', 'plan', user)]
  if (order === 'parallel') return Promise.all(steps.map(step => step()))
  const entries = []
  for (const step of steps) entries.push(await step())
  return entries
}

async function groups (user) {
  const started = performance.now()
  const query = '/transitiveMemberOf/microsoft.graph.group?$select=id,displayName,securityEnabled&$count=true&$top=999'
  token ??= get('/token').then(answer => answer.access_token)
  const { value } = await get(`/v1.0/users/${user}${query}`, { authorization: `Bearer ${await token}`, consistencylevel: 'eventual' })
  return entry('graph-groups', 'graph-groups', 'groups', value.map(group => group.displayName).sort(), started)
}

async function backend (name, path, claim, user) {
  const started = performance.now()
  return entry(name, 'backend-profile', claim, await get(`/${path}/${user}`), started)
}

function entry (name, type, claim, value, started) {
  return { name, type, claim: `https://actions.example/${claim}`, value, durationMs: Math.round((performance.now() - started) * 10) / 10 }
}

function answerOf (transactionId, entries) {
  const claims = Object.fromEntries(entries.map(({ claim, value }) => [claim, value]))
  return {
    transactionId,
    decision: 'continue',
    commands: entries.flatMap(({ claim, value }) => ['idToken', 'accessToken'].map(token => ({ method: `${token}.setCustomClaim`, args: [claim, value] }))),
    claims: { idToken: claims, accessToken: claims },
    actions: entries.map(({ name, type, durationMs }) => ({ name, type, outcome: 'succeeded', durationMs })),
    diagnostics: []
  }
}

function httpClient () {
  const agent = new http.Agent({ keepAlive: true })
  return (path, headers = {}) => new Promise((resolve, reject) => {
    http.get(upstream + path, { agent, headers }, async response => {
      try {
        const chunks = []
        for await (const chunk of response) chunks.push(chunk)
        response.statusCode === 200 ? resolve(JSON.parse(Buffer.concat(chunks))) : reject(new Error(`status ${response.statusCode}`))
      } catch (fault) {
        reject(fault)
      }
    }).on('error', reject)
  })
}

async function undiciClient () {
  const { Pool } = await import('undici')
  const pool = new Pool(upstream, { connections: 256 })
  return async (path, headers = {}) => {
    const { statusCode, body } = await pool.request({ path, method: 'GET', headers })
    if (statusCode !== 200) throw new Error(`status ${statusCode}`)
    return body.json()
  }
}
