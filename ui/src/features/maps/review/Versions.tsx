import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import { QueryView } from '@/kit/QueryView';
import { diffMaps } from '../model/diff.model';
import type { MapContent } from '../model/map.model';
import { MapTable } from '../view/MapTable';
import { type MapVersion, useGoverning, useVersion, useVersions } from './queries';

type Props = { map: string; current: MapContent };

/** What the map once was: kept by hand, on approval, and before it was replaced. */
export function Versions({ map, current }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const versions = useVersions(map);
  const { keep } = useGoverning(map);
  const [name, setName] = useState('');
  const [shown, setShown] = useState<MapVersion | null>(null);
  return (
    <Stack gap={12}>
      {may && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keep.mutate(name.trim(), { onSuccess: () => setName('') });
          }}
        >
          <Group align="flex-end" gap={8}>
            <TextInput
              flex={1}
              label={t('mapreview.versions.name')}
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" variant="light" loading={keep.isPending} disabled={name.trim() === ''}>
              {t('mapreview.versions.keep')}
            </Button>
          </Group>
        </form>
      )}
      <QueryView
        query={versions}
        isEmpty={(list) => list.length === 0}
        empty={
          <Text size="sm" c="dimmed">
            {t('mapreview.versions.none')}
          </Text>
        }
      >
        {(list) => (
          <Stack gap={8}>
            {list.map((version) => (
              <OneVersion key={version.id} version={version} show={() => setShown(version)} />
            ))}
          </Stack>
        )}
      </QueryView>
      {shown && <Compared map={map} version={shown} current={current} close={() => setShown(null)} />}
    </Stack>
  );
}

function useVersionName() {
  const { t } = useTranslation();
  return (version: MapVersion) => version.name || t(`mapreview.versions.kept.${version.kept}`);
}

function OneVersion({ version, show }: { version: MapVersion; show: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useVersionName();
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm" fw={600}>
          {nameOf(version)}
        </Text>
        <Text size="xs" c="dimmed">
          {version.createdBy} · {format.dateTime(version.createdAt)}
        </Text>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        onClick={show}
        aria-label={`${t('mapreview.versions.compare')}: ${nameOf(version)}`}
      >
        {t('mapreview.versions.compare')}
      </Button>
    </Group>
  );
}

type ComparedProps = Props & { version: MapVersion; close: () => void };

function Compared({ map, version, current, close }: ComparedProps) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const whole = useVersion(map, version.id);
  const { restore } = useGoverning(map);
  const nameOf = useVersionName();
  return (
    <Modal opened fullScreen onClose={close} title={t('mapreview.versions.since', { name: nameOf(version) })}>
      <QueryView query={whole}>
        {({ content }) => {
          const diff = diffMaps(content, current);
          return (
            <Stack gap={12}>
              <Group>
                <Text size="sm">{t('mapreview.diff.counts', diff.counts)}</Text>
                {may && (
                  <Button
                    size="compact-sm"
                    loading={restore.isPending}
                    onClick={() =>
                      restore.mutate(version.id, {
                        onSuccess: () => {
                          done(t('mapreview.versions.restored'));
                          close();
                        },
                      })
                    }
                  >
                    {t('mapreview.versions.restore')}
                  </Button>
                )}
              </Group>
              <MapTable
                map={diff.both}
                label={t('mapreview.versions.diff')}
                states={diff.states}
                fields={diff.fields}
              />
            </Stack>
          );
        }}
      </QueryView>
    </Modal>
  );
}
