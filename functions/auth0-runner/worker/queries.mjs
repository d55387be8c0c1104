// What only the tenant knows, from the event member `queries`, which a bridge may add: {"groups":[{"id","name"}], "roles":[{"id","name"}], "rules":["rul_…"]}.

const MOST = 100;
const MOST_NAMES = 50;

function of({ queries }, what) {
  if (!Array.isArray(queries?.[what])) throw new Error(`The caller does not answer this: the event has no queries.${what}.`);
  return queries[what];
}

function page(all, { take = 50, from } = {}) {
  const start = from === undefined ? 0 : Number(from);
  if (!Number.isInteger(take) || take < 1 || take > MOST) throw new RangeError(`a page has 1 to ${MOST} items`);
  if (!Number.isInteger(start) || start < 0 || start > all.length) throw new RangeError('this is not the position of a page');
  return { items: all.slice(start, start + take), ...(start + take < all.length && { next: String(start + take) }) };
}

function matching(all, member, wanted, most) {
  const list = [wanted].flat();
  if (list.length > most) throw new RangeError(`at most ${most} can be asked for at once`);
  return all.filter((item) => list.includes(item[member]));
}

export const groupsOf = (event) => ({
  async getUserGroups(options) {
    const { items, ...next } = page(of(event, 'groups'), options);
    return { groups: items, ...next };
  },
  async hasGroupMembership(groups) { return matching(of(event, 'groups'), 'id', groups, MOST).length > 0; },
});

export const rolesOf = (event) => ({
  async getUserEffectiveRoles(options) {
    const { items, ...next } = page(of(event, 'roles'), options);
    return { roles: items, ...next };
  },
  async getUserEffectiveRolesByIds(ids) { return { roles: matching(of(event, 'roles'), 'id', ids, MOST) }; },
  async getUserEffectiveRolesByNames(names) { return { roles: matching(of(event, 'roles'), 'name', names, MOST_NAMES) }; },
});

export const rulesOf = (event) => ({ wasExecuted: (rule) => of(event, 'rules').includes(rule) });
