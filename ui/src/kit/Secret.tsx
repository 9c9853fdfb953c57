import { Alert, Button, CopyButton, Group } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import css from './Secret.module.css';

/** Something that is shown this once: a key, a one-time password. */
export function Secret({ label, value, warning }: { label: string; value: string; warning: string }) {
  return (
    <Alert color="warm" variant="light" icon={<IconAlertCircle size={20} />} title={label}>
      <p className={css.warning}>{warning}</p>
      <Code code={value} />
    </Alert>
  );
}

/** Text to copy into another program. */
export function Code({ code, label }: { code: string; label?: string }) {
  const { t } = useTranslation();
  return (
    <div>
      <Group justify="space-between" gap={8} mb={4}>
        <span className={css.label}>{label}</span>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              onClick={copy}
            >
              {t(copied ? 'common.copied' : 'common.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className={css.code} tabIndex={0}>
        {code}
      </pre>
    </div>
  );
}
