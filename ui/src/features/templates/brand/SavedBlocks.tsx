import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { RemoveButton } from '@/kit/RemoveButton';
import { useWorkspaceId } from '@/kit/workspace';
import css from '../Templates.module.css';
import { type SavedDraft, SavedDrawer } from './SavedDrawer';
import { savedBlocksQuery, useRemoveBlock } from './useBrand';

/** Blocks that many templates use: changed once, changed everywhere at the next publishing. */
export function SavedBlocks() {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const workspace = useWorkspaceId();
  const query = savedBlocksQuery(workspace);
  const saved = useQuery(query);
  const remove = useRemoveBlock();
  const [draft, setDraft] = useState<SavedDraft | null>(null);
  return (
    <Section
      title={t('templates.saved.title')}
      actions={
        may && (
          <Button
            variant="light"
            leftSection={<IconPlus size={16} />}
            onClick={() => setDraft({ id: null, name: '', blocks: [], variants: {} })}
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
