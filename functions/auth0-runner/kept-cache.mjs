// What an Action keeps with api.cache, in the memory of the runner: one cache for each tenant, shared by all its users, as at Auth0.
import { live, refuseAll, refuseOne } from './worker/cache.mjs';

const MOST_TENANTS = 1_000; // 8 kB each

export class KeptCache {
  #tenants = new Map();

  find(tenant, now = Date.now()) {
    return live(this.#tenants.get(tenant) ?? {}, now);
  }

  commit(tenant, writes, now = Date.now()) {
    if (!Array.isArray(writes) || writes.length === 0) return;
    const records = this.find(tenant, now);
    for (const { key, record } of writes) {
      if (record === null) delete records[key];
      else if (!refuseOne(key, record?.value, record?.expires_at, now)) records[key] = { value: record.value, expires_at: record.expires_at };
    }
    // Two logins at the same time can each stay within the limits and be over them together.
    while (refuseAll(records)) delete records[soonest(records)];
    this.#tenants.delete(tenant);
    this.#tenants.set(tenant, records);
    if (this.#tenants.size > MOST_TENANTS) this.#tenants.delete(this.#tenants.keys().next().value);
  }
}

const soonest = (records) => Object.keys(records).reduce((first, key) => (records[key].expires_at < records[first].expires_at ? key : first));
