import { Checkbox, NumberInput, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { brandQuery } from '@/kit/email/Tone';
import { PathLink } from '@/kit/PathLink';
import { PictureField } from '@/kit/picture/PictureField';
import { useWorkspaceId } from '@/kit/workspace';
import { savedBlocksQuery } from '../brand/useBrand';
import css from './Blocks.module.css';
import { type Align, type Block, type Of, type Source, withColumns } from './block.model';
import { CouponFields } from './CouponFields';
import { LightField } from './LightField';

type Props<B> = { block: B; change: (part: Partial<Block>) => void };

/** What of a block can be changed. */
export function BlockFields({ block, change }: Props<Block>) {
  const { t } = useTranslation();
  switch (block.type) {
    case 'heading':
      return <Heading block={block} change={change} />;
    case 'text':
      return (
        <>
          <LightField label={t('templates.kind.text')} value={block.text} onChange={(text) => change({ text })} />
          <Alignment value={block.align} onChange={(align) => change({ align })} />
        </>
      );
    case 'image':
      return <Picture block={block} change={change} />;
    case 'button':
      return <Button block={block} change={change} />;
    case 'columns':
      return (
        <SegmentedControl
          aria-label={t('templates.block.columns')}
          value={String(block.columns.length)}
          onChange={(count) => change({ columns: withColumns(block, Number(count)).columns })}
          data={['2', '3'].map((value) => ({
            value,
            label: t('templates.block.columnCount', { count: Number(value) }),
          }))}
        />
      );
    case 'divider':
      return (
        <Text size="sm" c="dimmed">
          {t('templates.block.nothing')}
        </Text>
      );
    case 'spacer':
      return (
        <NumberInput
          label={t('templates.block.height')}
          min={4}
          max={200}
          clampBehavior="strict"
          value={block.height}
          onChange={(height) => typeof height === 'number' && height >= 4 && change({ height })}
        />
      );
    case 'products':
      return <Products block={block} change={change} />;
    case 'coupon':
      return <CouponFields block={block} change={change} />;
    case 'social':
      return <Social block={block} change={change} />;
    case 'footer':
      return <Footer block={block} change={change} />;
    case 'saved':
      return <Saved block={block} change={change} />;
  }
}

function Alignment({ value, onChange }: { value: Align; onChange: (align: Align) => void }) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('templates.block.align')}
      value={value}
      onChange={(align) => onChange(align as Align)}
      data={(['left', 'center', 'right'] as const).map((one) => ({ value: one, label: t(`templates.align.${one}`) }))}
    />
  );
}

function Heading({ block, change }: Props<Of<'heading'>>) {
  const { t } = useTranslation();
  return (
    <>
      <LightField single label={t('templates.kind.heading')} value={block.text} onChange={(text) => change({ text })} />
      <div className={css.row}>
        <SegmentedControl
          size="xs"
          aria-label={t('templates.block.level')}
          value={String(block.level)}
          onChange={(level) => change({ level: Number(level) })}
          data={['1', '2', '3'].map((value) => ({ value, label: t(`templates.level.${value}`) }))}
        />
        <Alignment value={block.align} onChange={(align) => change({ align })} />
      </div>
    </>
  );
}

function Picture({ block, change }: Props<Of<'image'>>) {
  const { t } = useTranslation();
  const nothing = !block.picture && block.url.trim() === '';
  return (
    <>
      <PictureField
        label={t('templates.block.picture')}
        picture={block.picture}
        onChange={(picture) => change({ picture } as Partial<Block>)}
      />
      {!block.picture && (
        <TextInput
          label={t('templates.block.pictureUrl')}
          placeholder="https://"
          value={block.url}
          onChange={(event) => change({ url: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={t('templates.block.alt')}
        description={t('templates.block.altHelp')}
        required={!block.decorative}
        disabled={block.decorative}
        error={!nothing && !block.decorative && block.alt.trim() === '' && t('templates.block.altMissing')}
        value={block.alt}
        onChange={(event) => change({ alt: event.currentTarget.value })}
      />
      <Checkbox
        label={t('templates.block.decorative')}
        checked={block.decorative}
        onChange={(event) => change({ decorative: event.currentTarget.checked })}
      />
      <TextInput
        label={t('templates.block.leadsTo')}
        placeholder="https://"
        value={block.link}
        onChange={(event) => change({ link: event.currentTarget.value })}
      />
      <div className={css.row}>
        <NumberInput
          label={t('templates.block.width')}
          suffix=" %"
          min={10}
          max={100}
          step={10}
          w={120}
          clampBehavior="strict"
          value={block.width}
          onChange={(width) => typeof width === 'number' && width >= 10 && change({ width })}
        />
        <Alignment value={block.align} onChange={(align) => change({ align })} />
      </div>
    </>
  );
}

function Button({ block, change }: Props<Of<'button'>>) {
  const { t } = useTranslation();
  return (
    <>
      <LightField
        single
        label={t('templates.block.label')}
        value={block.label}
        onChange={(label) => change({ label })}
      />
      <TextInput
        label={t('templates.block.leadsTo')}
        placeholder="https://"
        value={block.url}
        onChange={(event) => change({ url: event.currentTarget.value })}
      />
      <div className={css.row}>
        <Alignment value={block.align} onChange={(align) => change({ align })} />
        <Checkbox
          label={t('templates.block.wide')}
          checked={block.wide}
          onChange={(event) => change({ wide: event.currentTarget.checked })}
        />
      </div>
    </>
  );
}

function Products({ block, change }: Props<Of<'products'>>) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('templates.block.source')}
        description={t(`templates.sourceHelp.${block.source}`)}
        data={(['event', 'viewed', 'recommended'] as const).map((value) => ({
          value,
          label: t(`templates.source.${value}`),
        }))}
        allowDeselect={false}
        value={block.source}
        onChange={(source) => source && change({ source: source as Source })}
      />
      <NumberInput
        label={t('templates.block.most')}
        min={1}
        max={6}
        clampBehavior="strict"
        value={block.most}
        onChange={(most) => typeof most === 'number' && most >= 1 && change({ most })}
      />
      <TextInput
        label={t('templates.block.label')}
        value={block.label}
        onChange={(event) => change({ label: event.currentTarget.value })}
      />
      <TextInput
        label={t('templates.block.leadsTo')}
        description={t('templates.block.productUrl')}
        placeholder="https://"
        value={block.url}
        onChange={(event) => change({ url: event.currentTarget.value })}
      />
    </>
  );
}

function Social({ block, change }: Props<Of<'social'>>) {
  const { t } = useTranslation();
  const links = useQuery(brandQuery(useWorkspaceId())).data?.social ?? [];
  return (
    <>
      <Text size="sm" c="dimmed">
        {links.length === 0 ? t('templates.block.noSocial') : t('templates.block.social')}{' '}
        <PathLink path="messages/brand">{t('templates.brand.title')}</PathLink>
      </Text>
      <Alignment value={block.align} onChange={(align) => change({ align })} />
    </>
  );
}

function Footer({ block, change }: Props<Of<'footer'>>) {
  const { t } = useTranslation();
  const brand = useQuery(brandQuery(useWorkspaceId())).data;
  return (
    <>
      <LightField label={t('templates.block.footerText')} value={block.text} onChange={(text) => change({ text })} />
      <TextInput
        label={t('templates.block.unsubscribe')}
        value={block.unsubscribe}
        onChange={(event) => change({ unsubscribe: event.currentTarget.value })}
      />
      <TextInput
        label={t('templates.block.preferences')}
        description={t('templates.block.preferencesHelp')}
        value={block.preferences}
        onChange={(event) => change({ preferences: event.currentTarget.value })}
      />
      <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
        {brand?.address || t('templates.block.noAddress')}{' '}
        <PathLink path="messages/brand">{t('templates.brand.title')}</PathLink>
      </Text>
    </>
  );
}

function Saved({ block, change }: Props<Of<'saved'>>) {
  const { t } = useTranslation();
  const saved = useQuery(savedBlocksQuery(useWorkspaceId())).data ?? [];
  return (
    <>
      <Select
        label={t('templates.kind.saved')}
        description={t('templates.block.savedHelp')}
        data={saved.map(({ id, name }) => ({ value: id, label: name }))}
        value={block.block || null}
        onChange={(chosen) => change({ block: chosen ?? '' })}
      />
      <PathLink path="messages/brand">{t('templates.block.savedOpen')}</PathLink>
    </>
  );
}
