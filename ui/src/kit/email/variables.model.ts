/** A Liquid expression for a value: `{{ person.firstName }}`, or with brackets where a name is no plain word. */
export function variable(root: string, name: string): string {
  const path = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `${root}.${name}` : `${root}["${name.replaceAll('"', '')}"]`;
  return `{{ ${path} }}`;
}

export const unsubscribeLink = '<a href="{{ unsubscribe_url }}">';

/** Puts text where the cursor is, over what is selected; answers the new text and where the cursor then stands. */
export function inserted(text: string, start: number, end: number, piece: string): { text: string; cursor: number } {
  return { text: text.slice(0, start) + piece + text.slice(end), cursor: start + piece.length };
}
