import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import { PathLink } from '@/kit/PathLink';
import { pictureAddress } from '@/kit/picture/usePictures';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Personas.module.css';
import { colorOf, initialsOf, type Persona } from './persona.model';

export function PersonaTile({ persona }: { persona: Persona }) {
  const { t } = useTranslation();
  const segments = useSegments().data;
  const segment = segments?.find((candidate) => candidate.id === persona.segment);
  return (
    <li className={css.tile}>
      <PathLink path={`maps/personas/${persona.id}`} className={css.open}>
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
      </PathLink>
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

type AvatarProps = { persona: Pick<Persona, 'name' | 'color' | 'picture'>; large?: boolean };

export function Avatar({ persona, large = false }: AvatarProps) {
  const workspace = useWorkspaceId();
  const size = large ? { width: 96, height: 96, fontSize: 28 } : {};
  if (persona.picture) {
    const address = pictureAddress(workspace, persona.picture);
    return <img className={css.avatar} style={{ ...size, objectFit: 'cover' }} src={address} alt="" />;
  }
  return (
    <span className={css.avatar} style={{ background: colorOf(persona), ...size }} aria-hidden>
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
