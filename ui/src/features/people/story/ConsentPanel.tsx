import { Button, Group, Modal } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { ConsentChange } from './ConsentChange';
import { ConsentHistory } from './ConsentHistory';
import css from './Profile.module.css';

type Person = Schemas['PersonDetail'];

/** What the person allows now, how that came about, and where to note a change. */
export function ConsentPanel({ person }: { person: Person }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<'change' | 'history'>();
  const close = () => setShown(undefined);
  const may = useMay('edit');
  return (
    <>
      {person.consent.length === 0 ? (
        <p className={css.soft}>{t('people.story.noConsent')}</p>
      ) : (
        <ul className={css.plain}>
          {person.consent.map((row) => (
            <Row key={row.purpose} row={row} />
          ))}
        </ul>
      )}
      <Group gap={8} mt={8}>
        {may && (
          <Button size="compact-sm" variant="default" onClick={() => setShown('change')}>
            {t('consent.person.change')}
          </Button>
        )}
        {person.consent.length > 0 && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setShown('history')}>
            {t('consent.person.history')}
          </Button>
        )}
      </Group>
      <Modal
        opened={shown !== undefined}
        onClose={close}
        size={shown === 'history' ? 'lg' : 'md'}
        title={t(shown === 'history' ? 'consent.person.historyTitle' : 'consent.person.title')}
      >
        {shown === 'change' && <ConsentChange person={person.id} close={close} />}
        {shown === 'history' && <ConsentHistory person={person.id} />}
      </Modal>
    </>
  );
}

function Row({ row }: { row: Person['consent'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className={css.consent}>
      {row.granted ? (
        <IconCheck size={16} color="var(--good)" aria-hidden />
      ) : (
        <IconX size={16} color="var(--bad)" aria-hidden />
      )}
      <span>
        {t(`people.story.purpose.${row.purpose}`)}: {t(row.granted ? 'people.story.granted' : 'people.story.refused')}
        <span className={css.soft}>
          {' · '}
          {format.day(row.at)} · {t(`consent.origin.${row.proof.origin}`)}
        </span>
      </span>
    </li>
  );
}
