import { Button } from '@mantine/core';
import { IconPlus, IconTable, IconUserHeart } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePersonas } from '@/api/mapLists';
import { useRemoval } from '@/kit/edit/useRemoval';
import { MapTabs } from '@/kit/MapTabs';
import { useMay } from '@/kit/may';
import { Page } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { PersonaDrawer } from './PersonaDrawer';
import css from './Personas.module.css';
import { PersonaTile } from './PersonaTile';
import type { Persona, PersonaContent } from './persona.model';
import { useSavePersona } from './usePersonas';

type Opened = { persona: Persona | null; start: PersonaContent };

export function PersonasPage() {
  const { t } = useTranslation();
  const personas = usePersonas();
  const [opened, setOpened] = useState<Opened | null>(null);
  const remove = useRemoval('personas');
  const save = useSavePersona();
  const may = useMay('edit');
  const go = useGo();
  const startNew = () => setOpened({ persona: null, start: { name: '' } });
  const startExample = () => {
    const body: PersonaContent = {
      name: t('personas.example.name'),
      role: t('personas.example.role'),
      quote: t('personas.example.quote'),
      needs: [t('personas.example.need')],
      pains: [t('personas.example.pain')],
    };
    save.mutate({ id: null, body }, { onSuccess: (persona) => setOpened({ persona, start: body }) });
  };
  return (
    <Page
      title={t('personas.title')}
      sentence={t('personas.sentence')}
      actions={
        <>
          <Button variant="default" leftSection={<IconTable size={16} />} onClick={() => go('maps/personas/matrix')}>
            {t('personas.matrix.title')}
          </Button>
          {may && (
            <Button leftSection={<IconPlus size={16} />} onClick={startNew}>
              {t('personas.new')}
            </Button>
          )}
        </>
      }
    >
      <MapTabs />
      <QueryView
        query={personas}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<IconUserHeart size={20} aria-hidden />}
            title={t('personas.none.title')}
            text={t('personas.none.text')}
            example={<blockquote className={css.quote}>{t('personas.example.quote')}</blockquote>}
            action={
              may && (
                <Button onClick={startExample} loading={save.isPending}>
                  {t('personas.none.action')}
                </Button>
              )
            }
          />
        }
      >
        {(list) => (
          <ul className={css.tiles}>
            {list.map((persona) => (
              <PersonaTile key={persona.id} persona={persona} />
            ))}
          </ul>
        )}
      </QueryView>
      {opened && (
        <PersonaDrawer
          key={opened.persona?.id ?? 'new'}
          persona={opened.persona}
          start={opened.start}
          close={() => setOpened(null)}
          remove={remove.mutate}
        />
      )}
    </Page>
  );
}
