import {
  IconAlignLeft,
  IconBookmark,
  IconBoxMultiple,
  IconColumns2,
  IconDiscount,
  IconHandClick,
  IconHeading,
  IconMinus,
  IconPhoto,
  IconShare2,
  IconShoppingBag,
  IconSpacingVertical,
} from '@tabler/icons-react';
import type { Kind } from './block.model';

export const kindIcons: Readonly<Record<Kind, typeof IconHeading>> = {
  heading: IconHeading,
  text: IconAlignLeft,
  image: IconPhoto,
  button: IconHandClick,
  columns: IconColumns2,
  divider: IconMinus,
  spacer: IconSpacingVertical,
  products: IconShoppingBag,
  coupon: IconDiscount,
  social: IconShare2,
  footer: IconBoxMultiple,
  saved: IconBookmark,
};
