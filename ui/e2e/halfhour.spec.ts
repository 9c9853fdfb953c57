import { expect, open, test } from './fixtures';

test.use({ ownWindow: true, locale: 'it-IT' });

/** What a manager does in the first half hour, in Italian: draw, bind, look, compare, weigh, act, share, print. */
test('should lead from a template to a flow, a review and a PDF', async ({ page, browser, workspace, baseURL }) => {
  await open(page, `/w/${workspace}/maps`);
  await page.getByRole('button', { name: 'Nuova mappa', exact: true }).click();
  await page.getByRole('menuitem', { name: /portatile/ }).click();
  const grid = page.getByRole('region', { name: 'Mappa del percorso' });
  await expect(grid).toBeVisible();
  const map = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { csrfToken } = await (await page.request.get('/api/session')).json();
  const headers = { 'X-CSRF-Token': csrfToken as string };
  const api = `/api/workspaces/${workspace}`;
  let flow = '';
  try {
    // A card becomes bound, and shows how many people come by; the figure opens them.
    await grid.locator('[data-card]', { hasText: 'Guarda una prova in video' }).click({ position: { x: 20, y: 8 } });
    const panel = page.getByTestId('card-panel');
    await panel.getByRole('button', { name: 'Product page' }).click();
    await panel.getByRole('button', { name: 'Collega la scheda' }).click();
    await panel.getByRole('button', { name: 'Chiudi' }).click();
    await expect(grid.locator('[data-card]', { hasText: 'Guarda una prova in video' })).toContainText(/\d/);
    await grid
      .getByRole('button', { name: /persone$/ })
      .first()
      .click();
    await expect(page.getByRole('dialog').getByText(/persone$/)).toBeVisible();
    await page.keyboard.press('Escape');

    // The comparison names what goes with a skipped step; its figures open people, and from there a segment.
    await open(page, `/w/${workspace}/maps/${map}/conformance?period=90d`);
    await page
      .getByRole('row', { name: /Saltano “Va alla cassa”/ })
      .getByRole('button', { name: 'Perché?' })
      .click();
    await expect(page.getByRole('dialog').getByRole('row').nth(1)).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Aderenza \d.*Vedi le persone/ }).click();
    await expect(page.getByRole('dialog').getByRole('button', { name: /segmento simile/ })).toBeVisible();
    await page.keyboard.press('Escape');

    // What was found becomes an opportunity; scored, it has its place in the backlog and in the matrix.
    await page
      .getByRole('button', { name: /^Altro per .*Saltano “Va alla cassa”/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: "Crea un'opportunità" }).click();
    const backlog = page
      .getByRole('region', { name: 'Opportunità' })
      .getByRole('row', { name: /Saltano “Va alla cassa”/ });
    await backlog.getByRole('button').click();
    const form = page.getByRole('dialog');
    for (const [field, value] of [
      ['Valore per i clienti', '5'],
      ["Valore per l'azienda", '4'],
      ['Impegno', '3'],
    ] as const) {
      await form.getByRole('textbox', { name: field }).fill(value);
    }
    await form.getByRole('button', { name: 'Salva' }).click();
    await expect(backlog.getByRole('cell', { name: '1,5', exact: true })).toBeVisible();
    await expect(
      page
        .getByRole('region', { name: 'Valore contro impegno' })
        .getByRole('button', { name: /Saltano “Va alla cassa”/ }),
    ).toBeVisible();

    // The map as it should be becomes a flow, which knows where it comes from.
    await open(page, `/w/${workspace}/maps/${map}`);
    await page.getByRole('button', { name: 'Crea un flusso da questa mappa' }).click();
    await expect(page).toHaveURL(/\/flows\/[\w-]+$/);
    flow = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await expect(page.getByText('Dalla mappa')).toBeVisible();
    await page.locator('[data-step^="card-"]').first().press('Enter');
    await page.getByText('Corrisponde a una scheda').getByRole('link').click();
    await expect(panel).toBeVisible();

    // A guest reads it in Italian; the PDF says what it leaves out.
    await page.getByRole('button', { name: 'Revisione', exact: true }).click();
    await page.getByRole('tab', { name: /Link/ }).click();
    await page.getByRole('button', { name: 'Crea un link' }).click();
    const address =
      (await page
        .getByText(/\/review\//)
        .first()
        .textContent()) ?? '';
    const guest = await browser.newContext({ locale: 'it-IT', ...(baseURL === undefined ? {} : { baseURL }) });
    const visitor = await guest.newPage();
    await visitor.goto(new URL(address.match(/https?:\S+/)?.[0] ?? '').pathname);
    await expect(visitor.getByLabel('Il tuo nome')).toBeVisible();
    await guest.close();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Esporta' }).click();
    await expect(page.getByRole('status').filter({ hasText: /Resta fuori/ })).toContainText('flusso');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Scarica' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  } finally {
    await page.request.delete(`${api}/maps/${map}`, { headers });
    if (flow) await page.request.delete(`${api}/flows/${flow}`, { headers });
  }
});
