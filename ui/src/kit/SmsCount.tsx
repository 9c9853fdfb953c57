import { useTranslation } from 'react-i18next';
import { smsLength } from './sms.model';

/** How long a text is and what it is sent as, said as it is written. */
export function SmsCount({ text }: { text: string }) {
  const { t } = useTranslation();
  const { places, segments, unusual } = smsLength(text);
  const filled = text.includes('{');
  return (
    <span aria-live="polite">
      {t('sms.count', { count: segments, places })}
      {unusual.length > 0 && ` ${t('sms.unusual', { characters: unusual.slice(0, 8).join(' ') })}`}
      {filled && ` ${t('sms.filled')}`}
    </span>
  );
}
