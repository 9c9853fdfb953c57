import { Button, FileButton, Group, Input } from '@mantine/core';
import { IconPhoto, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../may';
import { useWorkspaceId } from '../workspace';
import { accepted, faultOf } from './picture.model';
import { pictureAddress, useKeepPicture } from './usePictures';

type Props = {
  label: string;
  description?: string;
  picture: string | undefined;
  onChange: (picture: string | undefined) => void;
};

/** A picture: chosen, shown small, exchanged or taken away. */
export function PictureField({ label, description, picture, onChange }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const may = useMay('edit');
  const keep = useKeepPicture();
  const [fault, setFault] = useState<'kind' | 'size' | null>(null);
  const choose = (file: File | null) => {
    if (file === null) return;
    const wrong = faultOf(file);
    setFault(wrong);
    if (wrong === null) keep.mutate(file, { onSuccess: ({ id }) => onChange(id) });
  };
  return (
    <Input.Wrapper label={label} description={description} error={fault && t(`pictures.fault.${fault}`)}>
      <Group gap={12} mt={4}>
        {picture && (
          <img
            src={pictureAddress(workspace, picture)}
            alt=""
            style={{ width: 64, height: 64, objectFit: 'cover', borderRadius: 8 }}
          />
        )}
        {may && (
          <FileButton accept={accepted.join(',')} onChange={choose}>
            {(props) => (
              <Button
                {...props}
                size="compact-sm"
                variant="default"
                loading={keep.isPending}
                leftSection={<IconPhoto size={16} stroke={1.6} />}
              >
                {t(picture ? 'pictures.exchange' : 'pictures.choose')}
              </Button>
            )}
          </FileButton>
        )}
        {may && picture && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={16} stroke={1.6} />}
            onClick={() => onChange(undefined)}
          >
            {t('pictures.remove')}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  );
}
