import type { Schemas } from '@/api/client';

export type Role = Schemas['Role'];
export type Access = Required<Schemas['UserAccess']>;

export const initialAccess: Access = { role: 'editor', everywhere: true, memberships: [] };

export function accessOf({ role, everywhere, memberships }: Schemas['User']): Access {
  return { role, everywhere, memberships };
}

/** The same access with another role in one workspace; without one, the user may not enter it. */
export function withMembership(access: Access, workspace: string, role: 'none' | 'editor' | 'viewer'): Access {
  const others = access.memberships.filter((membership) => membership.workspace !== workspace);
  return { ...access, memberships: role === 'none' ? others : [...others, { workspace, role }] };
}
