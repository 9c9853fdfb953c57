// Makes a flow of 200 steps and measures its canvas in Chromium: time to open, frames while moving, zooming and dragging.
// PERCORSO_URL=… PERCORSO_USER=… PERCORSO_PASSWORD=… npm --prefix ui run bench:flow [-- steps]
import process from 'node:process';
import { browser, failures, frames, headers, page, told, workspace } from './browser.mjs';

const count = Number(process.argv[2] ?? 200);
const runs = 5;
const flows = `/api/workspaces/${workspace}/flows`;

/** Blocks of four: a condition with an e-mail on one way and a wait on the other, which meet in a wait. */
function content() {
  const exit = { id: 'end', type: 'exit' };
  const steps = Array.from({ length: Math.ceil((count - 1) / 4) }, (_, block) => {
    const [next, last] = [`c${block + 1}`, block === Math.ceil((count - 1) / 4) - 1];
    const condition = { type: 'trait', trait: `t${block}`, operator: 'equals', value: 'yes' };
    return [
      {
        id: `c${block}`,
        type: 'condition',
        name: `Question ${block}`,
        condition,
        next: `m${block}`,
        otherwise: `w${block}`,
      },
      { id: `m${block}`, type: 'email', subject: `Message ${block}`, body: '<p>Hello</p>', next: `p${block}` },
      { id: `w${block}`, type: 'wait', duration: 'P1D', next: `p${block}` },
      { id: `p${block}`, type: 'wait', duration: 'PT2H', next: last ? exit.id : next },
    ];
  }).flat();
  const entry = { type: 'event', match: { event: 'Page Viewed' }, next: 'c0' };
  return { name: `Bench ${count}`, definition: { entry, reentry: 'never', exits: [], steps: [...steps, exit] } };
}

async function opening(path) {
  const started = Date.now();
  await page.goto(path);
  await page.locator('.react-flow__node').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.react-flow__viewport')?.style.transform.includes('NaN'));
  return Date.now() - started;
}

const canvas = async () => {
  const box = await page.locator('.react-flow').boundingBox();
  return { x: box.x + box.width * 0.7, y: box.y + box.height / 2 };
};

/** Zoomed out as far as it goes. */
async function whole() {
  await page.locator('.react-flow__controls-fitview').click();
  await page.waitForTimeout(1000);
}

async function moving() {
  const { x, y } = await canvas();
  await page.mouse.move(x, y);
  return frames(async () => {
    for (let step = 0; step < 60; step++) await page.mouse.wheel(0, step < 30 ? 80 : -80);
  });
}

async function zooming() {
  const { x, y } = await canvas();
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  const times = await frames(async () => {
    for (let step = 0; step < 60; step++) await page.mouse.wheel(0, step < 30 ? 40 : -40);
  });
  await page.keyboard.up('Control');
  return times;
}

async function pulling() {
  const { x, y } = await canvas();
  await page.mouse.move(x, y);
  await page.mouse.down();
  const times = await frames(async () => {
    for (let step = 1; step <= 60; step++) await page.mouse.move(x + Math.sin(step / 6) * 150, y + step * 4);
  });
  await page.mouse.up();
  return times;
}

const made = await page.request.post(flows, { headers, data: content() });
if (!made.ok()) throw new Error(await made.text());
const { id } = await made.json();
try {
  const path = `/w/${workspace}/flows/${id}`;
  await opening(path);
  const opened = [];
  for (let run = 0; run < runs; run++) opened.push(await opening(path));
  await page.waitForTimeout(2000);
  console.log(`${content().definition.steps.length} steps, Chromium ${browser.version()}`);
  console.log(`open, page and canvas:          ${told(opened)}`);
  console.log(`frames while scrolling:         ${told(await moving())}`);
  console.log(`frames while pulling:           ${told(await pulling())}`);
  await whole();
  const drawn = await page.locator('.react-flow__node').count();
  console.log(`zoomed out, ${drawn} steps drawn`);
  console.log(`frames while scrolling:         ${told(await moving())}`);
  console.log(`frames while pulling:           ${told(await pulling())}`);
  console.log(`frames while zooming:           ${told(await zooming())}`);
  if (failures.length > 0) throw new Error(failures.join('\n'));
} finally {
  await page.request.delete(`${flows}/${id}`, { headers });
  await browser.close();
}
