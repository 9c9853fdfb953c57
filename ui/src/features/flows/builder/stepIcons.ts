import {
  IconArrowsSplit2,
  IconClock,
  IconDoorExit,
  IconHourglass,
  IconLogin2,
  IconMail,
  IconQuestionMark,
  IconTag,
} from '@tabler/icons-react';
import type { StepType } from '../model/flow.model';

export const stepIcons: Record<StepType | 'entry', typeof IconMail> = {
  entry: IconLogin2,
  email: IconMail,
  wait: IconClock,
  waitForEvent: IconHourglass,
  condition: IconQuestionMark,
  split: IconArrowsSplit2,
  setTrait: IconTag,
  exit: IconDoorExit,
};
