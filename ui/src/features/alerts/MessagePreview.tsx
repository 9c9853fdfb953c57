import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Alerts.module.css';

type Props = {
  body: unknown;
  message: () => Promise<Schemas['NoticePreview'] | undefined>;
  onClose: () => void;
};

/** The e-mail as it would be sent now. */
export function MessagePreview({ body, message, onClose }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const preview = useQuery({
    queryKey: [workspace, 'message-preview', body],
    queryFn: async () => (await message()) ?? null,
    retry: false,
    staleTime: 0,
  });
  return (
    <Modal opened onClose={onClose} size="lg" title={t('alerts.item.previewOf')}>
      <QueryView query={preview}>
        {(shown) =>
          shown === null ? (
            <Text size="sm">{t('alerts.reading.tooEarly')}</Text>
          ) : (
            <>
              <Text size="sm" mb={8}>
                {t('alerts.item.subjectIs')}: <strong>{shown.subject}</strong>
              </Text>
              {/* An empty sandbox: no script, no form, no way out of the frame, whatever the report holds. */}
              <iframe
                className={css.message}
                title={t('alerts.item.previewOf')}
                sandbox=""
                srcDoc={shown.html}
                referrerPolicy="no-referrer"
              />
            </>
          )
        }
      </QueryView>
    </Modal>
  );
}
