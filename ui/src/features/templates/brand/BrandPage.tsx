import { Button, ColorInput, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconDeviceFloppy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import layout from '@/kit/Columns.module.css';
import { brandQuery } from '@/kit/email/Tone';
import { useFormat } from '@/kit/format';
import { MessageTabs } from '@/kit/MessageTabs';
import { Fields, useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { PictureField } from '@/kit/picture/PictureField';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import { contrast, enough, readableOn } from './contrast.model';
import { SavedBlocks } from './SavedBlocks';
import { SocialLinks } from './SocialLinks';
import { type Brand, useSaveBrand } from './useBrand';

const colourNames = ['accent', 'onAccent', 'text', 'paper', 'page'] as const;

/** How the mail of the workspace looks, and the blocks that templates share. */
export function BrandPage() {
  const { t } = useTranslation();
  const brand = useQuery(brandQuery(useWorkspaceId()));
  return (
    <Page
      above={<PathLink path="messages/templates">{t('templates.title')}</PathLink>}
      title={t('templates.brand.title')}
      sentence={t('templates.brand.sentence')}
    >
      <MessageTabs />
      <QueryView query={brand}>{(known) => <BrandForm brand={known} />}</QueryView>
    </Page>
  );
}

type PartProps = { draft: Brand; set: (change: Partial<Brand>) => void };

function BrandForm({ brand }: { brand: Brand }) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const [draft, setDraft] = useState(brand);
  const save = useSaveBrand();
  const set = (change: Partial<Brand>) => setDraft((before) => ({ ...before, ...change }));
  return (
    <Stack gap={16} miw={0}>
      <Fields>
        <div className={layout.columns}>
          <Stack gap={16} miw={0}>
            <Sender draft={draft} set={set} />
            <Section title={t('templates.brand.social')}>
              <SocialLinks links={draft.social} onChange={(social) => set({ social })} />
            </Section>
          </Stack>
          <Look draft={draft} set={set} />
        </div>
      </Fields>
      {may && (
        <div>
          <Button
            leftSection={<IconDeviceFloppy size={16} />}
            loading={save.isPending}
            onClick={() => save.mutate(draft, { onSuccess: () => done(t('common.saved')) })}
          >
            {t('common.save')}
          </Button>
        </div>
      )}
      <SavedBlocks />
    </Stack>
  );
}

function Sender({ draft, set }: PartProps) {
  const { t } = useTranslation();
  const { logo, ...rest } = draft;
  return (
    <Section title={t('templates.brand.who')}>
      <Stack gap={12}>
        <TextInput
          label={t('templates.brand.name')}
          value={rest.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <PictureField
          label={t('templates.brand.logo')}
          description={t('templates.brand.logoHelp')}
          picture={logo}
          onChange={(picture) => set({ logo: picture } as Partial<Brand>)}
        />
        <TextInput
          label={t('templates.brand.site')}
          placeholder="https://"
          value={rest.site}
          onChange={(event) => set({ site: event.currentTarget.value })}
        />
        <Textarea
          label={t('templates.brand.address')}
          description={t('templates.brand.addressHelp')}
          autosize
          minRows={2}
          value={rest.address}
          onChange={(event) => set({ address: event.currentTarget.value })}
        />
        <Textarea
          label={t('templates.brand.tone')}
          description={t('templates.brand.toneHelp')}
          autosize
          minRows={2}
          value={rest.tone}
          onChange={(event) => set({ tone: event.currentTarget.value })}
        />
      </Stack>
    </Section>
  );
}

function Look({ draft, set }: PartProps) {
  const { t } = useTranslation();
  const { colours } = draft;
  return (
    <Section title={t('templates.brand.look')}>
      <Stack gap={12}>
        {colourNames.map((name) => (
          <ColorInput
            key={name}
            label={t(`templates.brand.colour.${name}`)}
            format="hex"
            withEyeDropper={false}
            value={colours[name]}
            popoverProps={{ withinPortal: false }}
            onChange={(value) => set({ colours: { ...colours, [name]: value } })}
          />
        ))}
        <Contrast
          words={colours.onAccent}
          ground={colours.accent}
          label={t('templates.brand.onButton')}
          mend={() => set({ colours: { ...colours, onAccent: readableOn(colours.accent) } })}
        />
        <Contrast
          words={colours.text}
          ground={colours.paper}
          label={t('templates.brand.onPaper')}
          mend={() => set({ colours: { ...colours, text: readableOn(colours.paper) } })}
        />
        <Contrast words={colours.accent} ground={colours.paper} label={t('templates.brand.links')} />
        <Select
          label={t('templates.brand.font')}
          allowDeselect={false}
          data={(['sans', 'humanist', 'modern', 'serif', 'monospace'] as const).map((value) => ({
            value,
            label: t(`templates.brand.fonts.${value}`),
          }))}
          value={draft.font}
          onChange={(font) => font && set({ font: font as Brand['font'] })}
        />
        <SegmentedControl
          aria-label={t('templates.brand.buttons')}
          value={draft.buttons}
          onChange={(buttons) => set({ buttons: buttons as Brand['buttons'] })}
          data={(['square', 'rounded', 'pill'] as const).map((value) => ({
            value,
            label: t(`templates.brand.shapes.${value}`),
          }))}
        />
      </Stack>
    </Section>
  );
}

type ContrastProps = { words: string; ground: string; label: string; mend?: () => void };

/** Says whether words can be read on their ground. */
function Contrast({ words, ground, label, mend }: ContrastProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const ratio = contrast(words, ground);
  if (ratio === null) return null;
  const good = ratio >= enough;
  return (
    <Text size="sm" {...(good ? { c: 'dimmed' } : { style: { color: 'var(--bad)' }, role: 'alert' })}>
      {!good && <IconAlertTriangle size={16} aria-hidden style={{ verticalAlign: '-3px' }} />}{' '}
      {t(good ? 'templates.brand.readable' : 'templates.brand.unreadable', {
        what: label,
        ratio: format.number(ratio, 1),
      })}
      {!good && mend && (
        <Button size="compact-xs" variant="subtle" ml={8} onClick={mend}>
          {t('templates.brand.mend')}
        </Button>
      )}
    </Text>
  );
}
