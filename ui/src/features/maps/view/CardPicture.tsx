import { createContext, useContext } from 'react';
import { pictureAddress } from '@/kit/picture/usePictures';
import { useWorkspaceId } from '@/kit/workspace';

const context = createContext<((id: string) => string) | null>(null);

/** Where pictures lie for somebody who has only a link. */
export const PictureAddresses = context.Provider;

/** The picture of a card; what it shows is said by the card's words. */
export function CardPicture({ id, className }: { id: string; className: string | undefined }) {
  const workspace = useWorkspaceId();
  const address = useContext(context);
  const source = address ? address(id) : pictureAddress(workspace, id);
  return <img className={className} src={source} alt="" draggable={false} loading="lazy" />;
}
