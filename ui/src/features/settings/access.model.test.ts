import { describe, expect, it } from 'vitest';
import { initialAccess, withMembership } from './access.model';

describe('access', () => {
  it('should give one role in a workspace and take it away', () => {
    const viewer = withMembership(initialAccess, 'shop', 'viewer');
    expect(viewer.memberships).toEqual([{ workspace: 'shop', role: 'viewer' }]);
    const editor = withMembership(withMembership(viewer, 'blog', 'viewer'), 'shop', 'editor');
    expect(editor.memberships).toEqual([
      { workspace: 'blog', role: 'viewer' },
      { workspace: 'shop', role: 'editor' },
    ]);
    expect(withMembership(editor, 'blog', 'none').memberships).toEqual([{ workspace: 'shop', role: 'editor' }]);
  });
});
