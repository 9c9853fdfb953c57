// Fills a map with 500 cards and measures it in Chromium: time to open, frames while scrolling and dragging, typing.
// PERCORSO_URL=… PERCORSO_USER=… PERCORSO_PASSWORD=… npm --prefix ui run bench:map [-- cards]
import process from 'node:process';
import { browser, failures, frames, headers, page, told, workspace } from './browser.mjs';

const count = Number(process.argv[2] ?? 500);
const stages = 10;
const runs = 5;
const maps = `/api/workspaces/${workspace}/maps`;

/** Cards in every lane and stage; a fifth of them measured, as in maps that people draw. */
function content() {
  const kinds = ['goals', 'actions', 'touchpoints', 'thoughts', 'pains', 'opportunities', 'content', 'backstage'];
  const lanes = kinds.map((kind) => ({ id: kind, kind }));
  const cards = Array.from({ length: count }, (_, at) => ({
    id: `c${at}`,
    stage: `s${at % stages}`,
    lane: kinds[Math.floor(at / stages) % kinds.length],
    title: `Card ${at}: what people do here`,
    ...(at % 3 === 0 ? { text: 'A sentence that tells a little more about it than its title can.' } : {}),
    ...(kinds[Math.floor(at / stages) % kinds.length] === 'touchpoints' && at % 2 === 0
      ? { binding: { event: ['Page Viewed', 'Product Viewed', 'Checkout Started', 'Order Completed'][at % 4] } }
      : {}),
  }));
  return {
    name: `Bench ${count}`,
    stages: Array.from({ length: stages }, (_, at) => ({ id: `s${at}`, name: `Stage ${at}`, hue: 'purchase' })),
    lanes: [...lanes, { id: 'emotions', kind: 'emotions' }],
    cards,
    emotions: Array.from({ length: stages }, (_, at) => ({
      id: `e${at}`,
      stage: `s${at}`,
      position: 0.5,
      value: (at % 5) - 2,
    })),
  };
}

async function opening(path) {
  const started = Date.now();
  await page.goto(path);
  await page.waitForFunction((all) => document.querySelectorAll('[data-card]').length === all, count);
  return Date.now() - started;
}

async function scrolling() {
  const grid = await page.getByRole('region', { name: /Journey map|Mappa/ }).boundingBox();
  await page.mouse.move(grid.x + grid.width / 2, Math.min(800, grid.y + 200));
  return frames(async () => {
    for (let step = 0; step < 60; step++) await page.mouse.wheel(step % 20 < 10 ? 60 : 0, step < 30 ? 120 : -120);
  });
}

async function dragging() {
  const card = page.locator('[data-card="c0"]');
  await card.scrollIntoViewIfNeeded();
  const from = await card.boundingBox();
  await page.mouse.move(from.x + 20, from.y + 12);
  await page.mouse.down();
  const times = await frames(async () => {
    for (let step = 1; step <= 60; step++) {
      await page.mouse.move(from.x + 20 + step * 8, from.y + 12 + Math.sin(step / 6) * 120);
    }
  });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return times;
}

/** From a key to the frame that shows it, in the title of a card. */
async function typing() {
  const card = page.locator('[data-card="c1"]');
  await card.scrollIntoViewIfNeeded();
  await card.dblclick({ position: { x: 20, y: 12 } });
  await page.evaluate(() => {
    window.benchKeys = [];
    window.addEventListener(
      'keydown',
      () => {
        const pressed = performance.now();
        requestAnimationFrame(() => setTimeout(() => window.benchKeys.push(performance.now() - pressed)));
      },
      true,
    );
  });
  for (const letter of 'a title that is typed') await page.keyboard.type(letter, { delay: 60 });
  await page.keyboard.press('Escape');
  return page.evaluate(() => window.benchKeys);
}

/** The same in the details of a card, where every letter changes the map. */
async function typingInDetails() {
  await page.locator('[data-card="c2"]').click({ position: { x: 20, y: 12 } });
  const field = page.getByTestId('card-panel').getByRole('textbox').first();
  await field.focus();
  await page.evaluate(() => {
    window.benchKeys = [];
  });
  for (const letter of ' and more letters') await page.keyboard.type(letter, { delay: 60 });
  return page.evaluate(() => window.benchKeys);
}

const made = await page.request.post(maps, { headers, data: content() });
if (!made.ok()) throw new Error(await made.text());
const { id } = await made.json();
try {
  const path = `/w/${workspace}/maps/${id}`;
  await opening(path);
  const opened = [];
  for (let run = 0; run < runs; run++) opened.push(await opening(path));
  // The map keeps a connection open for the changes of others, so the network is never idle.
  await page.waitForTimeout(2000);
  console.log(`${count} cards, Chromium ${browser.version()}`);
  console.log(`open, page and map:      ${told(opened)}`);
  console.log(`frames while scrolling:  ${told(await scrolling())}`);
  console.log(`frames while dragging:   ${told(await dragging())}`);
  console.log(`typing a title:          ${told(await typing())}`);
  console.log(`typing in the details:   ${told(await typingInDetails())}`);
  if (failures.length > 0) throw new Error(failures.join('\n'));
} finally {
  await page.request.delete(`${maps}/${id}`, { headers });
  await browser.close();
}
