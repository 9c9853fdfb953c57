import type { EditedDocument } from '@/kit/edit/document.model';
import type { Scope } from '@/kit/filter/useFilter';
import type { MapContent } from '../model/map.model';

export const mapViews = ['grid', 'timeline', 'flow', 'blueprint'] as const;
export type MapView = (typeof mapViews)[number];

export type ViewProps = {
  id: string;
  content: MapContent;
  document: EditedDocument<MapContent>;
  scope: Scope;
  model: string;
  open: (card: string) => void;
};
