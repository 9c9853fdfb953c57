import { IconMoodCry, IconMoodHappy, IconMoodNeutral, IconMoodSad, IconMoodSmile } from '@tabler/icons-react';

/** A face for a feeling from -2 to +2. */
export function Face({ value, size = 18 }: { value: number; size?: number }) {
  const Icon = [IconMoodCry, IconMoodSad, IconMoodNeutral, IconMoodSmile, IconMoodHappy][Math.round(value) + 2];
  return Icon ? <Icon size={size} stroke={1.8} aria-hidden /> : null;
}
