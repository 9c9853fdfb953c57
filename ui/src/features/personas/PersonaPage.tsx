import { Button, Stack } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePersonas } from '@/api/mapLists';
import { useRemoval } from '@/kit/edit/useRemoval';
import { Figure, Figures } from '@/kit/Figures';
import { FilterBar } from '@/kit/filter/FilterBar';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspace } from '@/kit/workspace';
import css from './Matrix.module.css';
import { MatrixTable } from './MatrixTable';
import { Channels, InStages, Stories } from './PersonaBehaviour';
import { PersonaDrawer } from './PersonaDrawer';
import { Avatar } from './PersonaTile';
import { contentOf, listFields, type Persona, whoConverted } from './persona.model';
import { useMatrix } from './usePersonas';
import { Ways } from './Ways';

/** One persona: what you say of it, and what the people of its segment do. */
export function PersonaPage() {
  const { t } = useTranslation();
  const { persona: id } = useParams({ strict: false }) as { persona: string };
  const personas = usePersonas();
  return (
    <QueryView query={personas}>
      {(list) => {
        const persona = list.find((one) => one.id === id);
        return persona ? (
          <Whole persona={persona} />
        ) : (
          <EmptyState title={t('personas.gone.title')} text={t('personas.gone.text')} />
        );
      }}
    </QueryView>
  );
}

function Whole({ persona }: { persona: Persona }) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const go = useGo();
  const [editing, setEditing] = useState(false);
  const remove = useRemoval('personas');
  return (
    <Page
      title={persona.name}
      sentence={persona.role}
      above={<PathLink path="maps/personas">{t('personas.title')}</PathLink>}
      actions={
        may && (
          <Button leftSection={<IconPencil size={16} />} onClick={() => setEditing(true)}>
            {t('common.edit')}
          </Button>
        )
      }
    >
      <Stack gap={16}>
        <Described persona={persona} />
        {persona.segment && persona.size !== undefined ? (
          <Measured persona={persona} segment={persona.segment} />
        ) : (
          <EmptyState title={t('personas.unbound')} text={t('personas.segmentHelp')} />
        )}
      </Stack>
      {editing && (
        <PersonaDrawer
          persona={persona}
          start={contentOf(persona)}
          close={() => setEditing(false)}
          remove={(removed) => remove.mutate(removed, { onSuccess: () => go('maps/personas') })}
        />
      )}
    </Page>
  );
}

function Described({ persona }: { persona: Persona }) {
  const { t } = useTranslation();
  const lists = listFields.filter((field) => (persona[field] ?? []).length > 0);
  return (
    <Section title={t('personas.described')}>
      <div className={css.portrait}>
        <Avatar persona={persona} large />
        {persona.quote && <blockquote className={css.quote}>“{persona.quote}”</blockquote>}
      </div>
      {lists.length > 0 && (
        <dl className={css.lists}>
          {lists.map((field) => (
            <div key={field}>
              <dt>{t(`personas.field.${field}`)}</dt>
              {(persona[field] ?? []).map((entry) => (
                <dd key={entry}>{entry}</dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

function Measured({ persona, segment }: { persona: Persona; segment: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const { scope } = useFilter();
  const { conversionEvent } = useWorkspace();
  const own = { ...scope, segment };
  const matrix = useMatrix(scope);
  const { size = 0, share = 0, conversionRate = 0, revenuePerPerson = 0, revenueInterval: range } = persona;
  const people = () =>
    openPeople({ title: persona.name, query: { kind: 'condition', condition: { type: 'segment', segment } } });
  const buyers = () =>
    openPeople({
      title: `${persona.name}: ${t('personas.figure.conversion')}`,
      query: { kind: 'condition', condition: whoConverted(segment, conversionEvent) },
    });
  return (
    <>
      <Figures>
        <Figure label={t('personas.figure.size')} value={format.number(size)} counted="personas" onClick={people} />
        <Figure label={t('personas.figure.share')} value={format.percent(share)} counted="personas" onClick={people} />
        <Figure
          label={t('personas.figure.conversion')}
          value={format.percent(conversionRate)}
          counted="personas"
          onClick={buyers}
        />
        <Figure
          label={t('personas.figure.revenue')}
          value={format.money(revenuePerPerson)}
          counted="personas"
          onClick={buyers}
          range={range && `${format.money(range.low)} – ${format.money(range.high)}`}
        />
      </Figures>
      <FilterBar comparison={false} />
      <div className={css.two}>
        <InStages scope={own} />
        <Channels scope={own} />
      </div>
      <QueryView query={matrix}>
        {(found) => {
          const row = found.personas.find((one) => one.persona === persona.id);
          if (row === undefined) return null;
          return (
            <Stack gap={16}>
              <Section flush title={t('personas.atTouchpoints')} counted="personaMatrix">
                <MatrixTable matrix={found} rows={[row]} view="frequency" scope={scope} />
              </Section>
              <Section title={t('personas.ways.title', { name: persona.name })} counted="personaWays">
                <Ways matrix={found} row={row} scope={scope} />
              </Section>
            </Stack>
          );
        }}
      </QueryView>
      <Stories segment={segment} />
    </>
  );
}
