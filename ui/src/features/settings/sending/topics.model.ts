/** A short id of small letters, digits and hyphens for a topic's name, that none of the others has. */
export function topicId(name: string, others: readonly string[]): string {
  const plain =
    name
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'topic';
  if (!others.includes(plain)) return plain;
  let number = 2;
  while (others.includes(`${plain}-${number}`)) number++;
  return `${plain}-${number}`;
}
