import { describe, expect, it } from 'vitest';
import { topicId } from './topics.model';

describe('topic ids', () => {
  it('should be made of the name and be single', () => {
    expect(topicId('Novità & offerte', [])).toBe('novita-offerte');
    expect(topicId('News', ['news', 'news-2'])).toBe('news-3');
    expect(topicId('???', [])).toBe('topic');
  });
});
