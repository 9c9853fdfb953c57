import { Button, Group, Modal, Radio, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { exportMap, type MapFormat, type MapPaper } from './exportMap';
import { Losses } from './Losses';

const formats: readonly MapFormat[] = ['pdf', 'svg', 'png', 'xlsx', 'csv', 'json', 'mermaid', 'cjml'];
const papers: readonly MapPaper[] = ['a4', 'a3', 'whole'];

type Props = {
  map: { id: string; name: string };
  close: () => void;
  /** Whether what is drawn is what the server has. */
  saved?: boolean;
};

/** What kind of file a map becomes, and what each kind is good for. */
export function ExportDialog({ map, close, saved = true }: Props) {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspaceId();
  const [format, setFormat] = useState<MapFormat>('pdf');
  const [paper, setPaper] = useState<MapPaper>('a4');
  const download = useMutation({
    mutationFn: () => exportMap(workspace, map.id, { format, paper, language: i18n.language === 'it' ? 'it' : 'en' }),
    onSuccess: () => {
      done(t('actions.downloaded'));
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={t('mapexchange.export.title', { name: map.name })}>
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
          {format === 'pdf' && (
            <div>
              <Text size="sm" fw={500} mb={4} id="paper">
                {t('mapexchange.paper.label')}
              </Text>
              <SegmentedControl
                fullWidth
                aria-labelledby="paper"
                value={paper}
                data={papers.map((value) => ({ value, label: t(`mapexchange.paper.${value}`) }))}
                onChange={(value) => setPaper(value as MapPaper)}
              />
            </div>
          )}
          <Losses map={map.id} format={format} />
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
