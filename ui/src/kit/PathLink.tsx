import { Link, type LinkProps } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';
import { useWorkspaceId } from './workspace';

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  /** Below the workspace: `people/42`, or empty for its home. */
  path: string;
  search?: Record<string, unknown> | undefined;
  ref?: Ref<HTMLAnchorElement>;
  activeOptions?: LinkProps['activeOptions'];
};

/** A link inside the workspace; the filter follows by itself. */
export function PathLink({ path, search, ...rest }: Props) {
  const workspace = useWorkspaceId();
  return <Link to={pathOf(workspace, path)} search={(search ?? {}) as never} {...rest} />;
}

export function pathOf(workspace: string, path: string): string {
  return path === '' ? `/w/${workspace}` : `/w/${workspace}/${path}`;
}
