import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import css from './Personas.module.css';
import { colorOf, initialsOf, type Persona } from './persona.model';

export function PersonaTile({ persona, open }: { persona: Persona; open: () => void }) {
  const { t } = useTranslation();
  const segments = useSegments().data;
  const segment = segments?.find((candidate) => candidate.id === persona.segment);
  return (
    <li className={css.tile}>
      <button type="button" className={css.open} onClick={open}>
        <span className={css.head}>
          <Avatar persona={persona} />
          <span className={css.words}>
            <span className={css.name}>{persona.name}</span>
            {persona.role && <span className={css.soft}>{persona.role}</span>}
          </span>
        </span>
        {persona.quote && <q className={css.said}>{persona.quote}</q>}
        <span className={css.lists}>
          {(['needs', 'pains'] as const).map((field) => {
            const entries = persona[field] ?? [];
            return (
              entries.length > 0 && (
                <span key={field} className={css.soft}>
                  <strong>{t(`personas.field.${field}`)}:</strong> {entries.slice(0, 3).join(' · ')}
                </span>
              )
            );
          })}
        </span>
      </button>
      <div className={css.figures}>
        {segment ? (
          <PersonaFigures persona={persona} segment={segment.name} />
        ) : (
          <span className={css.soft}>{t('personas.unbound')}</span>
        )}
      </div>
    </li>
  );
}

export function Avatar({ persona }: { persona: Pick<Persona, 'name' | 'color'> }) {
  return (
    <span className={css.avatar} style={{ background: colorOf(persona) }} aria-hidden>
      {initialsOf(persona.name)}
    </span>
  );
}

function PersonaFigures({ persona, segment }: { persona: Persona; segment: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = [
    persona.size !== undefined && { label: t('personas.figure.size'), value: format.number(persona.size) },
    persona.share !== undefined && { label: t('personas.figure.share'), value: format.percent(persona.share) },
    persona.conversionRate !== undefined && {
      label: t('personas.figure.conversion'),
      value: format.percent(persona.conversionRate),
    },
    persona.revenuePerPerson !== undefined && {
      label: t('personas.figure.revenue'),
      value: format.money(persona.revenuePerPerson),
      interval: persona.revenueInterval,
    },
  ].filter((figure) => figure !== false);
  return (
    <>
      <span className={css.soft}>
        {t('personas.boundTo', { segment })} <HowCounted topic="personas" />
      </span>
      <dl className={css.grid}>
        {figures.map(({ label, value, ...more }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {value}
              {'interval' in more && more.interval && (
                <span className={css.interval}>
                  {format.money(more.interval.low)} – {format.money(more.interval.high)}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
