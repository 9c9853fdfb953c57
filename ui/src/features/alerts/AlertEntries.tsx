import { Menu } from '@mantine/core';
import { IconBell, IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import { PathLink } from '@/kit/PathLink';
import type { AskedReport } from '@/kit/report/exportReport';

/** Entries of every report's menu: watch one of its figures, or have it sent. */
export function AlertEntries({ report }: { report: AskedReport }) {
  const { t } = useTranslation();
  const may = useMay('edit');
  if (!may) return null;
  const { scope: _, ...request } = report.request;
  const search = { report: { kind: report.kind, request } };
  return (
    <>
      <Menu.Item component={PathLink} path="alerts" search={search} leftSection={<IconBell size={18} stroke={1.6} />}>
        {t('alerts.watch')}
      </Menu.Item>
      <Menu.Item
        component={PathLink}
        path="scheduled-reports"
        search={search}
        leftSection={<IconMail size={18} stroke={1.6} />}
      >
        {t('alerts.mail.send')}
      </Menu.Item>
    </>
  );
}
