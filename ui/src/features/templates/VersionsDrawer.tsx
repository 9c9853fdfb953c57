import { Button, Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import { QueryView } from '@/kit/QueryView';
import css from './Templates.module.css';
import type { Template } from './template.model';
import { useRestoreVersion, useVersions } from './useTemplates';

type Props = { template: Template; dirty: boolean; restored: (now: Template) => void; close: () => void };

/** Every save of a template; an older one becomes the newest by another save, so nothing is lost. */
export function VersionsDrawer({ template, dirty, restored, close }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const versions = useVersions(template.id);
  const restore = useRestoreVersion(template.id);
  return (
    <Drawer opened onClose={close} position="right" title={t('templates.versions.title')}>
      <p className={css.note}>{t(dirty ? 'templates.versions.dirty' : 'templates.versions.help')}</p>
      <QueryView query={versions}>
        {(list) => (
          <ul className={css.versions}>
            {list.map((version) => (
              <li key={version.revision}>
                <span>
                  {t('templates.versions.one', { number: version.revision })}
                  <br />
                  <span className={css.note}>
                    {format.dateTime(version.savedAt)} · {version.savedBy}
                  </span>
                </span>
                {version.revision === template.revision ? (
                  <span className={css.note}>{t('templates.versions.now')}</span>
                ) : (
                  may && (
                    <Button
                      size="compact-sm"
                      variant="light"
                      disabled={dirty}
                      loading={restore.isPending && restore.variables === version.revision}
                      onClick={() =>
                        restore.mutate(version.revision, {
                          onSuccess: (now) => {
                            restored(now);
                            done(t('templates.versions.restored', { number: version.revision }));
                          },
                        })
                      }
                    >
                      {t('templates.versions.restore')}
                    </Button>
                  )
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </Drawer>
  );
}
