import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBulb, IconDeviceFloppy, IconFolder, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { NameDialog } from '@/kit/NameDialog';
import { done, doneWithUndo, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Sql.module.css';
import { examples } from './sql.model';

type Props = { sql: string; onOpen: (sql: string) => void };

/** Examples, saved questions, and saving this one. */
export function SavedQueries({ sql, onOpen }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [opened, setOpened] = useState(false);
  const saved = useQuery({
    queryKey: [workspace, 'sql', 'saved'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/sql/saved', { params: { path: { workspace } } })),
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey: [workspace, 'sql', 'saved'] });
  const create = (body: { name: string; sql: string }) =>
    answer(api.POST('/api/workspaces/{workspace}/sql/saved', { params: { path: { workspace } }, body }));
  const save = useMutation({
    mutationFn: (name: string) => create({ name, sql }),
    onSuccess: (query) => {
      setOpened(false);
      done(t('sql.savedAs', { name: query.name }));
      return refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/workspaces/{workspace}/sql/saved/{id}', { params: { path: { workspace, id } } })),
    onSuccess: (_, id) => {
      const gone = saved.data?.find((query) => query.id === id);
      if (gone) doneWithUndo(t('sql.deleted', { name: gone.name }), () => create(gone).then(refresh));
      return refresh();
    },
    onError: failed,
  });
  return (
    <>
      <Menu position="bottom-start" shadow="md" width={340} trapFocus returnFocus>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBulb size={16} />}>
            {t('sql.examples')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {examples.map((example) => (
            <Menu.Item key={example.key} onClick={() => onOpen(example.sql)}>
              {t(`sql.example.${example.key}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-start" shadow="md" width={340} trapFocus returnFocus>
        <Menu.Target>
          <Button variant="default" leftSection={<IconFolder size={16} />}>
            {t('sql.open')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {saved.data?.length ? (
            saved.data.map((query) => (
              <div key={query.id} className={css.savedRow}>
                <Menu.Item onClick={() => onOpen(query.sql)}>{query.name}</Menu.Item>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('sql.delete', { name: query.name })}
                  onClick={() => remove.mutate(query.id)}
                >
                  <IconTrash size={16} stroke={1.6} />
                </ActionIcon>
              </div>
            ))
          ) : (
            <Menu.Label>{t('sql.noneSaved')}</Menu.Label>
          )}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        leftSection={<IconDeviceFloppy size={16} />}
        disabled={sql.trim() === ''}
        onClick={() => setOpened(true)}
      >
        {t('common.save')}
      </Button>
      {opened && (
        <NameDialog
          title={t('sql.saveTitle')}
          save={(name) => save.mutate(name)}
          busy={save.isPending}
          error={save.error}
          close={() => setOpened(false)}
        />
      )}
    </>
  );
}
