import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { asProblem } from '@/api/problem';

/** A short word that something was done. */
export function done(message: string): void {
  notifications.show({ message, color: 'accent', autoClose: 4000, withBorder: true });
}

/** Why something was not done. */
export function refused(message: string): void {
  notifications.show({ message, color: 'orange', autoClose: 8000, withBorder: true });
}

/** Something was done that can be taken back for a while. */
export function doneWithUndo(message: string, undo: () => Promise<unknown>): void {
  const id = notifications.show({
    color: 'accent',
    autoClose: 12_000,
    withBorder: true,
    message: (
      <>
        {message}{' '}
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            notifications.hide(id);
            undo().then(() => done(i18next.t('common.undone')), failed);
          }}
        >
          {i18next.t('common.undo')}
        </Button>
      </>
    ),
  });
}

/** A failure that has no place on the page of its own. */
export function failed(error: unknown): void {
  const problem = asProblem(error);
  if (problem.signedOut) return;
  const title = problem.unreachable
    ? i18next.t('common.error.unreachable')
    : problem.title || i18next.t('common.error.unexpected');
  const fields = problem.fields.map((field) => field.message).join(' ');
  notifications.show({
    title,
    message: [problem.detail, fields].filter(Boolean).join(' ') || undefined,
    color: 'red',
    autoClose: 10_000,
    withBorder: true,
  });
}
