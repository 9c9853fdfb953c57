import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { exportMap, type MapFormat } from './exportMap';

const formats: readonly MapFormat[] = ['json'];

type Props = {
  map: { id: string; name: string };
  close: () => void;
  /** Whether what is drawn is what the server has. */
  saved?: boolean;
};

/** What kind of file a map becomes, and what each kind is good for. */
export function ExportDialog({ map, close, saved = true }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [format, setFormat] = useState<MapFormat>(formats[0] ?? 'json');
  const download = useMutation({
    mutationFn: () => exportMap(workspace, map.id, { format }),
    onSuccess: () => {
      done(t('actions.downloaded'));
      close();
    },
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t('mapexchange.export.title', { name: map.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          download.mutate();
        }}
      >
        <Stack gap={16}>
          <Radio.Group
            label={t('mapexchange.export.kind')}
            value={format}
            onChange={(value) => setFormat(value as MapFormat)}
          >
            <Stack gap={12} mt={8}>
              {formats.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={t(`mapexchange.format.${value}.name`)}
                  description={t(`mapexchange.format.${value}.text`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {download.isError && <ErrorState error={download.error} />}
          <Group justify="flex-end">
            <Button
              type="submit"
              leftSection={<IconDownload size={16} />}
              loading={download.isPending}
              disabled={!saved}
            >
              {t('mapexchange.export.download')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
