import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFileSpreadsheet, IconFileTypeCsv, IconLink, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { done, failed } from '../notices';
import { useWorkspaceId } from '../workspace';
import { type AskedReport, type ExportFormat, exportReport } from './exportReport';
import { useReportExtras } from './extras';

/** What can be done with any report: share it, take it along, print it, and what other features add. */
export function ReportActions({ report }: { report: AskedReport }) {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspaceId();
  const extras = useReportExtras();
  const [used, setUsed] = useState(false);
  const download = useMutation({
    mutationFn: (format: ExportFormat) => exportReport(workspace, report, format, i18n.language),
    onSuccess: () => done(t('actions.downloaded')),
    onError: failed,
  });
  const copyLink = () =>
    navigator.clipboard.writeText(window.location.href).then(() => done(t('actions.copied')), failed);
  return (
    // Dialogs that entries open must outlive the menu, which closes with the first click into one.
    <Menu
      position="bottom-end"
      shadow="md"
      width={240}
      trapFocus
      returnFocus
      keepMounted={used}
      keepMountedMode="display-none"
      onOpen={() => setUsed(true)}
    >
      <Menu.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={16} stroke={1.8} aria-hidden />}
          loading={download.isPending}
        >
          {t('actions.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={18} stroke={1.6} />} onClick={copyLink}>
          {t('actions.copyLink')}
        </Menu.Item>
        {extras.map((extra, place) => (
          <Fragment key={place}>{extra(report)}</Fragment>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconFileTypeCsv size={18} stroke={1.6} />} onClick={() => download.mutate('csv')}>
          {t('actions.csv')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileSpreadsheet size={18} stroke={1.6} />} onClick={() => download.mutate('xlsx')}>
          {t('actions.xlsx')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPrinter size={18} stroke={1.6} />} onClick={() => window.print()}>
          {t('actions.print')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
