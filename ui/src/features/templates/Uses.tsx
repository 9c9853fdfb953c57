import { useTranslation } from 'react-i18next';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import css from './Templates.module.css';
import type { Template } from './template.model';
import { useUses } from './useTemplates';

/** What sends this template, and with which of its versions. */
export function Uses({ template }: { template: Template }) {
  const { t } = useTranslation();
  const uses = useUses(template.id);
  return (
    <Section title={t('templates.uses.title')}>
      <QueryView
        query={uses}
        isEmpty={(list) => list.length === 0}
        empty={<p className={css.note}>{t('templates.uses.none')}</p>}
      >
        {(list) => (
          <ul className={css.uses}>
            {list.map(({ kind, id, name, revision }) => (
              <li key={id}>
                <PathLink path={kind === 'flow' ? `flows/${id}` : `messages/campaigns/${id}`}>{name}</PathLink>{' '}
                <span className={css.note}>
                  {revision === undefined && t('templates.uses.draft')}
                  {revision === template.revision && t('templates.uses.newest')}
                  {revision !== undefined &&
                    revision !== template.revision &&
                    t('templates.uses.older', { number: revision })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </Section>
  );
}
