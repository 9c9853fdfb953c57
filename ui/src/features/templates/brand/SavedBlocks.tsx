import { Button, Drawer, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { RemoveButton } from '@/kit/RemoveButton';
import { useWorkspaceId } from '@/kit/workspace';
import { BlockEditor } from '../blocks/BlockEditor';
import css from '../Templates.module.css';
import { type SavedBlock, savedBlocksQuery, useRemoveBlock, useSaveBlock } from './useBrand';

type Draft = { id: string | null; name: string; blocks: SavedBlock['blocks'] };

/** Blocks that many templates use: changed once, changed everywhere at the next publishing. */
export function SavedBlocks() {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const workspace = useWorkspaceId();
  const query = savedBlocksQuery(workspace);
  const saved = useQuery(query);
  const remove = useRemoveBlock();
  const [draft, setDraft] = useState<Draft | null>(null);
  return (
    <Section
      title={t('templates.saved.title')}
      actions={
        may && (
          <Button
            variant="light"
            leftSection={<IconPlus size={16} />}
            onClick={() => setDraft({ id: null, name: '', blocks: [] })}
          >
            {t('templates.saved.new')}
          </Button>
        )
      }
    >
      <p className={css.note}>{t('templates.saved.text')}</p>
      <QueryView query={saved}>
        {(list) => (
          <ul className={css.versions}>
            {list.map((block) => (
              <li key={block.id}>
                <span>
                  <strong>{block.name}</strong>
                  <br />
                  <span className={css.note}>{format.dateTime(block.updatedAt)}</span>
                </span>
                <span className={css.bar}>
                  <Button size="compact-sm" variant="light" onClick={() => setDraft(block)}>
                    {t(may ? 'common.edit' : 'templates.saved.look')}
                  </Button>
                  {may && (
                    <RemoveButton
                      title={t('templates.saved.remove', { name: block.name })}
                      text={t('templates.saved.removeText')}
                      action={t('common.delete')}
                      removed={t('templates.removed', { name: block.name })}
                      queryKey={query.queryKey}
                      remove={() => remove(block.id)}
                    />
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      {draft && <SavedDrawer draft={draft} close={() => setDraft(null)} />}
    </Section>
  );
}

function SavedDrawer({ draft: first, close }: { draft: Draft; close: () => void }) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const [draft, setDraft] = useState(first);
  const save = useSaveBlock();
  const store = () =>
    save.mutate(
      { id: draft.id, content: { name: draft.name, blocks: draft.blocks } },
      {
        onSuccess: () => {
          done(t('common.saved'));
          close();
        },
      },
    );
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="lg"
      title={t('templates.saved.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap={12}>
        <TextInput
          label={t('common.name')}
          required
          maxLength={120}
          disabled={!may}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <BlockEditor plain blocks={draft.blocks} change={(blocks) => setDraft((before) => ({ ...before, blocks }))} />
        {may && (
          <div>
            <Button loading={save.isPending} disabled={draft.name.trim() === ''} onClick={store}>
              {t('common.save')}
            </Button>
          </div>
        )}
      </Stack>
    </Drawer>
  );
}
