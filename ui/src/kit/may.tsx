import { createContext, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import css from './May.module.css';
import { EmptyState } from './states';

type Role = Schemas['Role'];
/** What the server's routes ask of their callers, from little to much. */
type Access = 'view' | 'edit' | 'administer';

const ranks: Readonly<Record<Role, number>> = { viewer: 1, editor: 2, administrator: 3 };
const needed: Readonly<Record<Access, number>> = { view: 1, edit: 2, administer: 3 };

const context = createContext<Role | null>(null);

/** The role of the signed-in user in the workspace, from the session; nobody may anything without it. */
export const RoleProvider = context.Provider;

/**
 * Whether the signed-in user may do so. What somebody may not do is not offered; the server refuses it all the same.
 */
export function useMay(access: Access): boolean {
  const role = useContext(context);
  return role !== null && ranks[role] >= needed[access];
}

/** Fields to be read only by those who may not change them. */
export function Fields({ children }: { children: ReactNode }) {
  const may = useMay('edit');
  return (
    <fieldset className={css.fields} disabled={!may}>
      {children}
    </fieldset>
  );
}

/** Instead of a page that a role may not see. */
export function NotYours({ access }: { access: 'edit' | 'administer' }) {
  const { t } = useTranslation();
  return <EmptyState title={t('common.may.title')} text={t(`common.may.${access}`)} />;
}

/** A page's content for those who may see it, its reason for the others; nothing is asked of the server for them. */
export function For({ access, children }: { access: 'edit' | 'administer'; children: ReactNode }) {
  return useMay(access) ? children : <NotYours access={access} />;
}
