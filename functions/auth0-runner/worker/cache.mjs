// api.cache as one run sees it, and its limits. Source: Auth0, "Actions limitations", cached data; "Post-login API object".

const MAX_ENTRIES = 20;
const MAX_KEY = 64;
const MAX_VALUE = 4 * 1024;
const MAX_ALL = 8 * 1024;
const DEFAULT_LIFE = 15 * 60_000;
const LONGEST_LIFE = 24 * 3_600_000;

/** What an Action kept, and what it writes now: heard only if it succeeds. */
export class CacheView {
  writes = [];
  #records;

  constructor(kept) {
    this.#records = live(kept, -Infinity);
  }

  get(key) {
    const record = this.#records[key];
    return record && record.expires_at > Date.now() ? { ...record } : undefined;
  }

  set(key, value, { ttl, expires_at: until } = {}) {
    if (typeof key !== 'string' || typeof value !== 'string') throw new TypeError('api.cache keeps texts under texts');
    const now = Date.now();
    // Both may be given: the earlier counts.
    const expires = Math.min(ttl === undefined ? Infinity : now + ttl, until ?? Infinity);
    const record = { value, expires_at: expires === Infinity && ttl === undefined && until === undefined ? now + DEFAULT_LIFE : expires };
    const code = (ttl < 0 ? 'InvalidExpiry' : undefined) ?? refuseOne(key, value, record.expires_at, now) ?? refuseAll(Object.assign(live(this.#records, now), { [key]: record }));
    return code ? { type: 'error', code } : this.#write(key, record);
  }

  delete(key) {
    return this.get(key) ? this.#write(key, null) : { type: 'error', code: 'CacheKeyDoesNotExist' };
  }

  #write(key, record) {
    if (record) this.#records[key] = record;
    else delete this.#records[key];
    this.writes.push({ key, record });
    return record ? { type: 'success', record: { ...record } } : { type: 'success' };
  }
}

/** The records that still count, in an object without a prototype: a key may be __proto__. */
export const live = (records, now) => Object.assign(Object.create(null), Object.fromEntries(Object.entries(records).filter(([, record]) => record.expires_at > now)));

/** Why a cache may not come to look like this. */
export function refuseAll(records) {
  const entries = Object.entries(records);
  if (entries.length > MAX_ENTRIES) return 'MaxSideEffectsExceeded';
  return entries.reduce((all, [key, { value }]) => all + bytes(key) + bytes(value), 0) > MAX_ALL ? 'CacheSizeExceeded' : undefined;
}

/** Why one record is refused whatever else there is. */
export function refuseOne(key, value, expires, now) {
  if (typeof key !== 'string' || bytes(key) > MAX_KEY) return 'CacheKeySizeExceeded';
  if (typeof value !== 'string' || bytes(value) > MAX_VALUE) return 'CacheValueSizeExceeded';
  if (!Number.isFinite(expires) || expires > now + LONGEST_LIFE) return 'InvalidExpiry';
  return expires <= now ? 'ItemAlreadyExpired' : undefined;
}

const bytes = (text) => Buffer.byteLength(text);
