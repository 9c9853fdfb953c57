import type { Schemas } from '@/api/client';

const defaults: Record<string, string> = {
  awareness: 'Awareness',
  consideration: 'Consideration',
  purchase: 'Purchase',
  retention: 'Retention',
  advocacy: 'Advocacy',
};

/** A stage's name; those that every workspace starts with are in the user's language until somebody renames them. */
export function stageName(stage: Pick<Schemas['StageContent'], 'id' | 'name'>, t: (key: string) => string): string {
  return defaults[stage.id] === stage.name ? t(`common.stage.${stage.id}`) : stage.name;
}
