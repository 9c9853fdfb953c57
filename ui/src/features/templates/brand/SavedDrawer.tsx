import { Button, Drawer, Stack, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import { BlockEditor } from '../blocks/BlockEditor';
import { LanguageChoice } from '../LanguageChoice';
import { otherLanguages } from '../template.model';
import { type SavedBlock, useSaveBlock } from './useBrand';

export type SavedDraft = Pick<SavedBlock, 'name' | 'blocks' | 'variants'> & { id: string | null };

/** Stands for the blocks that mails of every other language get. */
const others = '';

/** A saved block is written, in one language for all or in several. */
export function SavedDrawer({ draft: first, close }: { draft: SavedDraft; close: () => void }) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const [draft, setDraft] = useState(first);
  const [language, setLanguage] = useState(others);
  const save = useSaveBlock();
  const { id, name, blocks, variants } = draft;
  const store = () =>
    save.mutate(
      { id, content: { name, blocks, variants } },
      {
        onSuccess: () => {
          done(t('common.saved'));
          close();
        },
      },
    );
  const change = (written: SavedBlock['blocks']) =>
    setDraft((before) =>
      language === others
        ? { ...before, blocks: written }
        : { ...before, variants: { ...before.variants, [language]: written } },
    );
  return (
    <Drawer opened onClose={close} position="right" size="lg" title={t('templates.saved.title')}>
      <Stack gap={12}>
        <TextInput
          label={t('common.name')}
          required
          maxLength={120}
          disabled={!may}
          value={name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <Languages draft={draft} language={language} choose={setLanguage} change={setDraft} />
        <BlockEditor key={language} plain blocks={variants[language] ?? blocks} change={change} />
        {may && (
          <div>
            <Button loading={save.isPending} disabled={name.trim() === ''} onClick={store}>
              {t('common.save')}
            </Button>
          </div>
        )}
      </Stack>
    </Drawer>
  );
}

type Props = {
  draft: SavedDraft;
  language: string;
  choose: (language: string) => void;
  change: (draft: SavedDraft) => void;
};

/** Which language is written; a new one starts with what the others get. */
function Languages({ draft, language, choose, change }: Props) {
  const { t, i18n } = useTranslation();
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
  const add = (chosen: string) => {
    change({ ...draft, variants: { ...draft.variants, [chosen]: draft.blocks } });
    choose(chosen);
  };
  const remove = () => {
    const { [language]: _gone, ...rest } = draft.variants;
    choose(others);
    change({ ...draft, variants: rest });
  };
  const written = Object.keys(draft.variants).sort();
  return (
    <LanguageChoice
      all={[
        { value: others, label: t('templates.language.main') },
        ...written.map((value) => ({ value, label: names.of(value) ?? value })),
      ]}
      others={otherLanguages(draft, i18n.language)}
      language={language}
      choose={choose}
      add={add}
      note={t('templates.saved.languages')}
    >
      {language !== others && (
        <Button variant="subtle" color="gray" leftSection={<IconTrash size={16} />} onClick={remove}>
          {t('templates.language.remove')}
        </Button>
      )}
    </LanguageChoice>
  );
}
