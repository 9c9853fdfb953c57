import type { Colours } from './words';

/** Inside a shadow root, so that the site's own rules and these leave each other alone. */
export function style({ accent, background, text }: Colours): string {
  return `
:host { all: initial; }
* { box-sizing: border-box; font: 15px/1.5 system-ui, sans-serif; color: ${text}; margin: 0; }
[hidden] { display: none !important; }
section, dialog { background: ${background}; border: 1px solid color-mix(in srgb, ${text} 25%, ${background}); border-radius: 12px; box-shadow: 0 6px 30px rgb(0 0 0 / 25%); }
section { position: fixed; z-index: 2147483646; inset: auto 12px 12px 12px; max-width: 720px; margin: 0 auto; padding: 20px; max-height: calc(100dvh - 24px); overflow: auto; }
dialog { width: min(560px, calc(100vw - 24px)); max-height: calc(100dvh - 24px); padding: 20px; overflow: auto; margin: auto; }
dialog::backdrop { background: rgb(0 0 0 / 50%); }
header { display: flex; gap: 12px; justify-content: space-between; align-items: flex-start; margin-bottom: 8px; }
h2 { font-size: 18px; font-weight: 650; line-height: 1.3; }
p + p, .buttons, a { margin-top: 12px; }
a { display: inline-block; color: ${accent}; text-decoration: underline; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; }
button { min-height: 44px; padding: 8px 16px; border-radius: 8px; border: 2px solid ${accent}; background: ${background}; color: ${accent}; font-weight: 600; cursor: pointer; }
.equal { flex: 1 1 150px; background: ${accent}; color: ${background}; }
.plain { flex: 1 1 150px; }
.close { min-width: 44px; padding: 0; border-color: transparent; flex: none; margin: -8px -8px 0 0; color: ${text}; }
.link { position: fixed; z-index: 2147483645; left: 8px; bottom: 8px; min-height: 28px; padding: 2px 10px; border-width: 1px; font-size: 12px; font-weight: 400; }
button:focus-visible, input:focus-visible, a:focus-visible { outline: 3px solid ${accent}; outline-offset: 2px; }
label { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; padding: 12px 0; border-bottom: 1px solid color-mix(in srgb, ${text} 18%, ${background}); }
label b { font-weight: 600; }
label small { font-size: 13px; grid-column: 1; }
input { width: 24px; height: 24px; grid-row: 1 / span 2; grid-column: 2; align-self: center; accent-color: ${accent}; }
.notice { padding: 8px 12px; margin-top: 12px; border-left: 3px solid ${accent}; }
@media (max-width: 480px) { section, dialog { padding: 16px; } .equal, .plain { flex-basis: 100%; } }
@media print { section, .link { display: none; } }
`;
}
